"""What the counter answers to the command of this journey."""

from dataclasses import dataclass

from kiosk.journeys.information.pages import Catalogue


@dataclass(frozen=True, slots=True)
class CatalogueRead:
    """Empty shelves where the city's data isn't on this kiosk yet."""

    catalogue: Catalogue
