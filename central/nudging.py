"""Telling kiosks that there is new reference data: a retained word on each dataset's topic.

It carries the number of the city's newest load, and of changes of what is set; nothing to be
believed: what a kiosk then fetches is signed. Kiosks look by themselves now and then too, so a
lost nudge costs minutes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import func, select

from central.city.models import CityLoad
from central.configuration import newest_change
from central.hub import Hub
from central.repeating import repeat
from contract.reference import Dataset
from contract.topics import reference_topic
from contract.values import CityId, DatasetName

LOOK_EVERY_S = 5.0
"""`load-city` and `configuration` are other processes: only the database knows of them."""

Retain = Callable[[str, bytes], None]


@dataclass
class Nudger:
    """Remembers which number was said last of each dataset."""

    hub: Hub
    retain: Retain
    _told: dict[Dataset, int] = field(default_factory=dict)

    def nudge(self) -> None:
        """Says what has not been said."""
        loads, changes = newest_numbers(self.hub)
        for dataset in Dataset:
            number = loads + changes if dataset is Dataset.CONFIGURATION else loads
            if number > self._told.get(dataset, 0):
                topic = reference_topic(CityId(self.hub.city), DatasetName(dataset.value))
                self.retain(topic, str(number).encode())
                self._told[dataset] = number


async def nudge_kiosks(hub: Hub, retain: Retain, every_s: float = LOOK_EVERY_S) -> None:
    """Until cancelled; at the start, whenever the city was loaded anew, and whenever something
    was set for kiosks."""
    await repeat(Nudger(hub, retain).nudge, every_s, "telling of new data")


def newest_numbers(hub: Hub) -> tuple[int, int]:
    """The number of the newest load and that of the newest change; 0 before the first."""
    with hub.sessions.reading() as session:
        return session.scalar(select(func.max(CityLoad.load))) or 0, newest_change(session)
