"""Telling kiosks that there is new reference data: a retained word on each dataset's topic.

It carries the number of the city's newest load, nothing to be believed: what a kiosk then
fetches is signed. Kiosks look by themselves now and then too, so a lost nudge costs minutes.
"""

import asyncio
from collections.abc import Callable

from sqlalchemy import func, select

from central.city.models import CityLoad
from central.hub import Hub
from contract.reference import Dataset
from contract.topics import reference_topic
from contract.values import CityId, DatasetName

LOOK_EVERY_S = 5.0
"""`load-city` is another process: only the database knows of it."""

Retain = Callable[[str, bytes], None]


async def nudge_kiosks(hub: Hub, retain: Retain, every_s: float = LOOK_EVERY_S) -> None:
    """Until cancelled; at the start, and whenever the city was loaded anew."""
    told = 0
    while True:
        newest = await asyncio.to_thread(newest_load, hub)
        if newest > told:
            for dataset in Dataset:
                topic = reference_topic(CityId(hub.city), DatasetName(dataset.value))
                retain(topic, str(newest).encode())
            told = newest
        await asyncio.sleep(every_s)


def newest_load(hub: Hub) -> int:
    """The number of the newest load; 0 before the first."""
    with hub.sessions.reading() as session:
        return session.scalar(select(func.max(CityLoad.load))) or 0
