"""A backup, and what follows from it: kiosks may prune what is in a second place."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select, update

from central.database.copying import copy_database
from central.hub import Hub
from central.ingest import Backup, Journal, StoredEvent
from contract.events import BackupFinished


@dataclass(frozen=True)
class BackupReport:
    """What is in the copy for certain: events, and how many journals."""

    target: Path
    events: int
    journals: int


def back_up(hub: Hub, target: Path) -> BackupReport:
    """Copy the database to `target`; from the next acknowledgement on, kiosks hear of it.

    The heads are read before the copy begins, so the copy holds at least what is promised.
    """
    started_ms = hub.now_ms()
    with hub.sessions.reading() as session:
        heads = session.execute(select(Journal.journal, Journal.through)).all()
        events = session.scalar(select(func.count()).select_from(StoredEvent)) or 0
    copy_database(hub.engine, target)
    with hub.sessions.writing() as session:
        for journal, through in heads:
            session.execute(
                update(Journal)
                .where(Journal.journal == journal, Journal.backed_up < through)
                .values(backed_up=through)
            )
        session.add(
            Backup(
                target=str(target),
                started_ms=started_ms,
                finished_ms=hub.now_ms(),
                events=events,
            )
        )
        hub.journal.append(session, BackupFinished(events=events, place=str(target)))
    return BackupReport(target, events, len(heads))
