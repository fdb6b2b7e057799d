"""Exit codes by which counter and interface say to their supervisor why they ended."""

REPLACED = 70
"""An interface: a spare is shown in its place; nothing of it is left."""
AGAIN = 75
"""A counter: start me again, to recover, or to go on in a successor journal."""
RENEWED = 76
"""A counter: a visit is over; start me again with nothing of it in memory."""
