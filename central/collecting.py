"""How often Python looks for garbage that refers to itself.

Events come and go by thousands and none refers to another, so a look at them finds nothing.
Python's own rhythm, a look every 700 objects, was 7 % of the samples of a hub in a drain.
"""

import gc

OBJECTS_BEFORE_A_LOOK = 50_000


def collect_rarely() -> None:
    """From now on, in this process; what stands already isn't looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BEFORE_A_LOOK)
