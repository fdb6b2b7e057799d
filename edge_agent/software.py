"""The version this program says of itself in events, hellos and telemetry."""

SOFTWARE = "0.1.0"
