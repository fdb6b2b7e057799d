"""The UPS, through NUT."""
