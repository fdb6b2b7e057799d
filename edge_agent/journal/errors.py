"""What can go wrong with a journal, each with what a person should do."""

from pathlib import Path

from contract.errors import DamagedData, MissingPart, PishkhanError


class JournalLocked(PishkhanError):
    """Another process holds the writer's lock; a journal has one writer."""

    exit_code = 3

    def __init__(self, folder: Path, writer: str) -> None:
        super().__init__(
            f"The journal of «{writer}» in {folder} is in use by another process.",
            "End the other process, or wait until it has ended.",
        )


class JournalDamaged(DamagedData):
    """The file cannot be read or does not hold what its chain says."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"The journal {path} is damaged: {detail}.",
            "Run `pishkhan agent journal export` to save what can be read, then"
            " `pishkhan agent journal restart`.",
        )


class JournalFailed(PishkhanError):
    """SQLite or the disk refused a write or a sync: what is on disk is no longer certain.

    Service stops: the writer takes no further event until the process has been started again,
    which reads the journal anew.
    """

    exit_code = 4

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"The journal {path} could not be written: {detail}.",
            "Take no payment; check the disk, then start the kiosk again.",
        )


class DiskNearlyFull(PishkhanError):
    """Too little space for a new transaction; open ones can still be finished."""

    exit_code = 3

    def __init__(self, folder: Path, free_bytes: int, needed_bytes: int) -> None:
        super().__init__(
            f"The disk of {folder} has {free_bytes >> 20} MiB free, {needed_bytes >> 20} needed.",
            "Free space on the disk, or replace it; no payment is taken until then.",
        )
        self.free_bytes = free_bytes


class OldSqlite(MissingPart):
    """The SQLite library may corrupt a WAL file that several processes use."""

    def __init__(self, found: str, needed: str) -> None:
        super().__init__(
            f"SQLite {found} is too old, {needed} is needed.",
            "Install pysqlite3 from the lock file (`make setup`).",
        )


class NewerJournal(PishkhanError):
    """The file was written by a newer program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        super().__init__(
            f"The journal {path} has format {found}; this program knows up to {known}.",
            "Install the newer program again.",
        )


class NoTrackingPrefix(PishkhanError):
    """Every prefix allotted to this device has been used up."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(
            "No prefix for tracking codes is left on this kiosk.",
            "Enrol the kiosk again to get new prefixes from the hub.",
        )


class NoSealingKey(PishkhanError):
    """A personal part was to be written, but the journal was opened without a sealing session."""

    def __init__(self) -> None:
        super().__init__(
            "A personal part cannot be written without a key to seal it.",
            "Bring the trust list up to date: `pishkhan agent refresh`.",
        )


class NoSuchJournal(PishkhanError):
    """There is no journal where one was asked for."""

    def __init__(self, folder: Path, name: str) -> None:
        super().__init__(
            f"There is no journal of «{name}» in {folder}.",
            "See `pishkhan agent journal show --device DIR` for those that are there.",
        )
