"""A journal's first event: it must say that the journal is this city's and this device's."""

from contract.batch import Entry
from contract.envelope import DamagedEnvelope, decode_envelope
from contract.errors import PishkhanError
from contract.events import JournalGenesis, MalformedEvent, UnknownEvent, decode_body


class BadGenesis(PishkhanError):
    """The first event isn't a genesis, or names another city, device or journal."""


def read_genesis(entry: Entry, city: str, device: str) -> JournalGenesis:
    """The genesis in a journal's first entry. Raises BadGenesis."""
    try:
        envelope = decode_envelope(entry.envelope)
        event = decode_body(envelope.kind, envelope.version, envelope.body)
    except (DamagedEnvelope, UnknownEvent, MalformedEvent) as unreadable:
        raise BadGenesis(
            f"The journal's first event can't be read: {unreadable.what}", _NEXT
        ) from unreadable
    if not isinstance(event, JournalGenesis):
        raise BadGenesis(f"The journal begins with {envelope.kind}, not a genesis.", _NEXT)
    if event.city != city or event.device != device:
        raise BadGenesis(
            f"The journal was begun by {event.device} of {event.city}, not by {device}.", _NEXT
        )
    return event


_NEXT = "Restart the journal on the device: `pishkhan agent journal restart`."
