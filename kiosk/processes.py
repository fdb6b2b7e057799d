"""What the kiosk's processes tell each other by exit code and environment.

Counter and interface say with the first why they ended; the second is how they are started. The
supervisor knows nothing else of them, and stays as small as it is.
"""

REPLACED = 70
"""An interface: a spare is shown in its place; nothing of it is left."""
AGAIN = 75
"""A counter: start me again, to recover, or to go on in a successor journal."""
RENEWED = 76
"""A counter: a visit is over; start me again with nothing of it in memory."""

RENEW_VARIABLE = "PISHKHAN_RENEW"
"""Set by the supervisor, which starts a renewed counter at once."""
HALT_VARIABLE = "PISHKHAN_HALT_AT"
"""A power cut on purpose: `kiosk.counter.fault_points`."""
