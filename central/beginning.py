"""What a hub does before anything else: begin its journal, or go on under a new epoch."""

import logging

from central.hub import Hub
from central.ingest import HubState
from central.restoring import is_behind, take_back
from central.settings import SOFTWARE
from contract.errors import PishkhanError
from contract.events import CityInitialised
from contract.trust import open_trust_list

log = logging.getLogger("pishkhan.hub")


class ForeignDatabase(PishkhanError):
    """One hub and one database a city."""


def begin_journal(hub: Hub) -> None:
    """The first event of a new hub's journal; a new epoch for a restored one; else nothing.

    Restored is what says so, and what lacks events that its second store has: a file or a
    machine that was put back as it stood earlier.

    Raises ForeignDatabase when the database belongs to another city, BadSignature when the
    city's trust list isn't its root's, SecondStoreUnreadable.
    """
    with hub.sessions.writing() as session:
        # Locked, as each append does: the journal must not move while it is compared.
        state = session.get(HubState, 1, with_for_update=True)
        if state is None:
            trust = open_trust_list(
                (hub.city_dir / "trust.bin").read_bytes(), hub.identity.root.read_bytes()
            )
            first = CityInitialised(city=hub.city, software=SOFTWARE, trust_version=trust.version)
            hub.journal.append(session, first)
        elif state.city != hub.city:
            raise ForeignDatabase(
                f"The database belongs to {state.city}, the city's folder to {hub.city}.",
                "Give each city a database of its own with --data or --database-url.",
            )
        elif state.restored or is_behind(hub, session, state):
            take_back(hub, session, state)
            epoch = hub.journal.begin_epoch(session)
            log.warning("this database was restored from a copy: epoch %d begins", epoch)
