"""Which version of this software runs, as journals and telemetry name it."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


@cache
def software_version() -> str:
    """The installed version; "source" when run without being installed."""
    try:
        return version("pishkhan")
    except PackageNotFoundError:
        return "source"
