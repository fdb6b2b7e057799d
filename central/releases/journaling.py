"""What is said of releases: into the hub's journal and the views, in one transaction."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.hub import Hub
from central.ingest import HubState, fold_hub_events
from central.releases.projection import ReleasesProjection
from contract.events import ReleaseEvent


def journal(hub: Hub, session: Session, event: ReleaseEvent) -> None:
    """The caller commits."""
    seq = hub.journal.append(session, event)
    own = session.scalars(select(HubState.journal)).one()
    assert own is not None
    fold_hub_events(session.connection(), own, seq, (ReleasesProjection(),))
