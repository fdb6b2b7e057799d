"""What the cabinet itself is like: power, door, warmth, disk, clock and screen."""
