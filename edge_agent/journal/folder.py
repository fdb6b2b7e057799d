"""The files of a folder of journals, by name.

<writer>-<journal>.journal       a journal (beside it SQLite's own -wal and -shm)
<writer>-<journal>.journal.new   one that is being made
<writer>.active                  which journal the writer appends to
<writer>-<journal>.retired       why the writer shall go on in a successor
<writer>.lock, <writer>.reserve  the writer's lock, and its reserve of disk space
"""

import re
from dataclasses import dataclass
from pathlib import Path

from contract.errors import InvalidValue
from contract.values import JournalId
from edge_agent.device import names_in, remove_durably, sync_folder, write_durably
from edge_agent.journal.errors import JournalDamaged, NoSuchJournal
from edge_agent.journal.records import JournalFile

_JOURNAL = re.compile(r"(?P<writer>[a-z][a-z0-9_]*)-(?P<journal>[0-9a-f]{32})\.journal")


@dataclass(frozen=True, slots=True)
class WriterFiles:
    """The names of one writer's files; `folder` is the folder of journals."""

    folder: Path
    writer: str

    @property
    def active_path(self) -> Path:
        return self.folder / f"{self.writer}.active"

    @property
    def reserve_path(self) -> Path:
        return self.folder / f"{self.writer}.reserve"

    def journal_path(self, journal: JournalId) -> Path:
        return self.folder / f"{self.writer}-{journal.hex}.journal"

    def new_path(self, journal: JournalId) -> Path:
        return self.folder / f"{self.writer}-{journal.hex}.journal.new"

    def retired_path(self, journal: JournalId) -> Path:
        return self.folder / f"{self.writer}-{journal.hex}.retired"

    def active(self) -> JournalId | None:
        """None when this writer has no journal yet. Raises JournalDamaged."""
        try:
            return JournalId.parse(self.active_path.read_text(encoding="ascii").strip())
        except FileNotFoundError:
            return None
        except (InvalidValue, UnicodeDecodeError) as error:
            raise JournalDamaged(self.active_path, "it names no journal") from error

    def retirement(self, journal: JournalId) -> str | None:
        """Why this journal takes no further event; None when it does."""
        try:
            return self.retired_path(journal).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def retire(self, journal: JournalId, reason: str) -> None:
        """Raises OSError."""
        write_durably(self.retired_path(journal), reason.encode())

    def put_in_place(self, journal: JournalId) -> None:
        """Makes a journal that was written under its new name the writer's active one.

        The pointer goes first: a power cut in between is made good by `finish_interrupted`.
        """
        write_durably(self.active_path, journal.hex.encode())
        self._rename(journal)

    def finish_interrupted(self) -> None:
        """After a power cut while a journal was made: completes it, or clears it away."""
        active = self.active()
        if active is not None and self.new_path(active).exists():
            self._rename(active)
        for path in self.folder.glob(f"{self.writer}-*.journal.new*"):
            remove_durably(path)

    def _rename(self, journal: JournalId) -> None:
        self.new_path(journal).rename(self.journal_path(journal))
        sync_folder(self.folder)


def journal_files(folder: Path) -> list[JournalFile]:
    """All journals of a folder, by writer, the active one of each first. Raises JournalDamaged."""
    found = []
    active: dict[str, JournalId | None] = {}
    for file_name in names_in(folder):
        name = _JOURNAL.fullmatch(file_name)
        if name is None:
            continue
        writer, journal = name["writer"], JournalId.parse(name["journal"])
        if writer not in active:
            active[writer] = WriterFiles(folder, writer).active()
        found.append(JournalFile(folder / file_name, journal, writer, active[writer] == journal))
    return sorted(found, key=lambda file: (file.writer, not file.active, file.journal))


def active_journal(folder: Path, writer: str) -> JournalFile:
    """The journal a writer appends to. Raises NoSuchJournal or JournalDamaged."""
    for file in journal_files(folder):
        if file.writer == writer and file.active:
            return file
    raise NoSuchJournal(folder, writer)
