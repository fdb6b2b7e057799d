"""What the city sets for its kiosks: for all, for a district or for one, merged for each."""

from central.configuration.layers import (
    Scope,
    city_configuration,
    configuration_records,
    newest_change,
)

__all__ = ["Scope", "city_configuration", "configuration_records", "newest_change"]
