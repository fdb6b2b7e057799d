"""The machine's edge agent: local journals, the uplink to the hub, and reference data."""
