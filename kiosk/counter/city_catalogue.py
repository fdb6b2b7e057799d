"""The city's services, offices and fees as they are on this kiosk."""

import logging
from pathlib import Path

from contract.place import Place
from contract.reference import Dataset
from edge_agent.reference import DamagedReference, ReferenceStore
from kiosk.journeys.information.pages import Catalogue

log = logging.getLogger(__name__)

_READ = (Dataset.SERVICES, Dataset.FEES, Dataset.OFFICES)


class CityCatalogue:
    """Reads the reference data of `device_dir`. Use it from one thread."""

    def __init__(self, device_dir: Path, place: Place) -> None:
        self._store = ReferenceStore(device_dir)
        self._place = place

    def read(self) -> Catalogue:
        """What is not there, or can't be read, is an empty shelf: the screen says so."""
        store = self._store
        try:
            ages = [age.as_of_ms for dataset in _READ if (age := store.age(dataset)) is not None]
            return Catalogue(
                services=tuple(store.services()),
                fees=tuple(store.fees()),
                offices=tuple(store.offices()),
                as_of_ms=min(ages) if ages else None,
                office=self._place.office,
            )
        except DamagedReference as error:
            log.warning("the city's services can't be read: %s", error)
            return Catalogue((), (), (), None, self._place.office)
