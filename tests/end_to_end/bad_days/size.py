"""How large a bad day is: as many payments as show it, or as many as a bad day really has."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Size:
    """`payments` of a kiosk are on their way when the fault comes, over a line so narrow that it
    meets them there, and comes `tries` times; `returning` kiosks come back in one second."""

    payments: int
    bytes_per_s: int
    returning: int
    tries: int
    hub_disk_mib: int


USUAL = Size(payments=80, bytes_per_s=25_000, returning=40, tries=1, hub_disk_mib=96)
FULL = Size(payments=1_500, bytes_per_s=100_000, returning=5_000, tries=2, hub_disk_mib=2_048)


def size_of(config: pytest.Config) -> Size:
    return USUAL if config.getoption("--reliability") is None else FULL
