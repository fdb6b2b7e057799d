"""Finding services and offices by what somebody types, in either language and any spelling."""

from contract.reference import OfficeRecord, ServiceRecord
from contract.values import search_key
from kiosk.journeys.information.pages import Catalogue

MOST_LETTERS = 40
MOST_RESULTS = 4
HALF_SPACE = "\u200c"


def typed(query: str, character: str) -> str:
    """One key more. Spaces neither begin a query nor double; too long stays as it is."""
    if len(character) != 1 or len(query) >= MOST_LETTERS:
        return query
    if character in {" ", HALF_SPACE} and (not query or query[-1] in {" ", HALF_SPACE}):
        return query
    return query + character


def results(catalogue: Catalogue, query: str) -> tuple[ServiceRecord | OfficeRecord, ...]:
    """The best first: what begins with the query, then what holds it, then what only tells of
    it. Nothing for an empty query."""
    wanted = search_key(query)
    if not wanted:
        return ()
    records: tuple[ServiceRecord | OfficeRecord, ...] = (*catalogue.services, *catalogue.offices)
    found = [
        (rank, place, record)
        for place, record in enumerate(records)
        if (rank := _rank(record, wanted)) is not None
    ]
    found.sort(key=lambda each: each[:2])
    return tuple(record for _, _, record in found[:MOST_RESULTS])


def _rank(record: ServiceRecord | OfficeRecord, wanted: str) -> int | None:
    titles, rest = _words(record)
    keys = [search_key(title) for title in titles]
    if any(key.startswith(wanted) for key in keys):
        return 0
    if any(wanted in key for key in keys):
        return 1
    return 2 if any(wanted in search_key(text) for text in rest) else None


def _words(record: ServiceRecord | OfficeRecord) -> tuple[list[str], list[str]]:
    match record:
        case ServiceRecord():
            papers = [text for paper in record.documents for text in (paper.text, paper.text_en)]
            return (
                [record.title, record.title_en],
                [record.summary, record.summary_en, *papers],
            )
        case OfficeRecord():
            return [record.name, record.name_en], [record.address, record.address_en]
