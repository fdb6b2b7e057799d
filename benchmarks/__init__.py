"""Measurements and the load generator. They start kiosk, hub and provisioning as processes."""
