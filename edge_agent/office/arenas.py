"""glibc gives each thread an arena of its own to allocate from, and keeps it when the thread ends.

The page answers in short-lived threads: two arenas for all of them keep the agent small.
"""

import ctypes

_M_ARENA_MAX = -8
"""Of glibc's malloc.h."""
MOST = 2


def share_arenas() -> None:
    """For threads that begin from now on. Nothing where the C library isn't glibc."""
    try:
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, MOST)
    except (AttributeError, OSError):
        return
