"""What was found in one place: a device that is surely something, or a line to be asked."""

from dataclasses import dataclass
from enum import StrEnum

from hardware.address import DeviceAddress
from hardware.device import Table


class Certainty(StrEnum):
    """`sure`: its ids, its class or its own answer prove it. `likely`: they point to it.
    `must_ask`: nothing that can be seen tells. `unsuited`: not a thing that a kiosk drives."""

    SURE = "sure"
    LIKELY = "likely"
    MUST_ASK = "must_ask"
    UNSUITED = "unsuited"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a device and what came back, in words; `settled` when it proved the kind."""

    question: str
    answer: str
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """`name`: what it calls itself. `files`: its device files. `port`: udev's ID_PATH.

    `address` is how a profile should name it; None for what no address leads to, as a reader
    that pcscd holds. `line` is where bytes can be exchanged with it now, if they can. `driver`
    is empty as long as it isn't known.
    """

    name: str
    ids: str
    port: str
    files: tuple[str, ...]
    address: DeviceAddress | None
    certainty: Certainty
    line: DeviceAddress | None = None
    table: Table | None = None
    driver: str = ""
    why: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def what(self) -> str:
        """In a few words for a person."""
        if self.asked and self.certainty is not Certainty.SURE:
            return "no sure answer: off, set to another speed, or a device that only talks"
        match self.certainty:
            case Certainty.SURE if self.table is not None:
                return f"{self.table.value} ({self.driver})" if self.driver else self.table.value
            case Certainty.SURE | Certainty.UNSUITED:
                return "nothing for a kiosk"
            case Certainty.LIKELY if self.table is not None:
                return f"probably a {self.table.value}"
            case Certainty.LIKELY | Certainty.MUST_ASK:
                return "unknown; must be asked"
