"""Where else a citizen can go when this kiosk gives no service."""

import logging
from dataclasses import dataclass
from pathlib import Path

from contract.place import Place
from contract.reference import KioskRecord, OfficeRecord
from edge_agent.reference import DamagedReference, ReferenceStore
from kiosk.counter.geography import metres_between

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A kiosk that worked when the city last told of it; `metres` as the crow flies."""

    office: str
    office_en: str
    number: int
    address: str
    address_en: str
    metres: float | None


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """City and office as the city writes them in English; empty where it doesn't."""

    city_en: str = ""
    office_en: str = ""


NO_NAMES = PlaceNames()


class Neighbours:
    """Reads the reference data of `device_dir`. Use it from one thread."""

    def __init__(self, device_dir: Path, device: str, place: Place) -> None:
        self._store = ReferenceStore(device_dir)
        self._device = device
        self._place = place

    def names(self) -> PlaceNames:
        """Of the place where this kiosk stands."""
        try:
            city = self._store.city()
            offices = [o for o in self._store.offices() if o.code == self._place.office]
        except DamagedReference as error:
            log.warning("the city's names can't be read: %s", error)
            return NO_NAMES
        return PlaceNames(
            city_en="" if city is None else city.display_name_en,
            office_en=offices[0].name_en if offices else "",
        )

    def nearest(self) -> Neighbour | None:
        """Never this kiosk. None: the city has told of no other that works."""
        try:
            kiosks = [k for k in self._store.kiosks() if k.in_service and k.device != self._device]
            offices = {office.code: office for office in self._store.offices()}
        except DamagedReference as error:
            log.warning("the city's kiosks can't be read: %s", error)
            return None
        here = offices.get(self._place.office)
        found = [_neighbour(kiosk, offices.get(kiosk.office), here) for kiosk in kiosks]
        return min(found, key=_how_far, default=None)


def _neighbour(
    kiosk: KioskRecord, office: OfficeRecord | None, here: OfficeRecord | None
) -> Neighbour:
    return Neighbour(
        office=kiosk.office_name,
        office_en=kiosk.office_name_en,
        number=kiosk.number,
        address="" if office is None else office.address,
        address_en="" if office is None else office.address_en,
        metres=_metres(kiosk, here),
    )


def _metres(kiosk: KioskRecord, here: OfficeRecord | None) -> float | None:
    if here is None or here.lat is None or here.lon is None:
        return None
    if kiosk.lat is None or kiosk.lon is None:
        return None
    return metres_between((here.lat, here.lon), (kiosk.lat, kiosk.lon))


def _how_far(neighbour: Neighbour) -> float:
    return float("inf") if neighbour.metres is None else neighbour.metres
