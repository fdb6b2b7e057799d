"""What the municipality does, what to bring, where, when, at what price. Pure; see `journey`."""
