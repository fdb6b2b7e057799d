"""How large a bad day is: as many payments as show it, or as many as a bad day really has."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Size:
    """`payments` of a kiosk that are on their way when the fault comes, and so many rials' worth
    of line that the fault meets them there; `returning` kiosks come back in one second."""

    payments: int
    bytes_per_s: int
    returning: int
    hub_disk_mib: int


USUAL = Size(payments=120, bytes_per_s=50_000, returning=40, hub_disk_mib=96)
FULL = Size(payments=1_500, bytes_per_s=600_000, returning=5_000, hub_disk_mib=2_048)


def size_of(config: pytest.Config) -> Size:
    return USUAL if config.getoption("--reliability") is None else FULL
