"""Processes that hold what a person typed or read keep it out of files and of others' sight."""

import ctypes
import resource

_PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """No core dump of this process, and no other one of the same user may read its memory.

    Linux only; elsewhere the call does nothing, and no kiosk runs there.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
