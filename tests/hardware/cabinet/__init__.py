"""The cabinet: power, door, warmth, disk, clock, screen."""
