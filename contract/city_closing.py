"""How the city takes a kiosk out of service: at once until it takes it back, or for a window."""

from enum import StrEnum

FROM_ARGUMENT, UNTIL_ARGUMENT = "from_ms", "until_ms"
"""Of the command `maintenance`: UTC milliseconds, in decimal."""
LONGEST_MAINTENANCE_MS = 7 * 24 * 3_600_000


class CityReason(StrEnum):
    CLOSED = "closed"
    MAINTENANCE = "maintenance"
