"""Why a release was not taken. None of these changes what runs."""

from pathlib import Path

from contract.errors import DamagedData, MissingPart, PishkhanError

MEGABYTE = 1_000_000


class NoSlots(MissingPart):
    """This machine was not prepared for updates."""

    def __init__(self, application: Path) -> None:
        super().__init__(
            f"{application} is not prepared for releases.",
            "Run `pishkhan provision application --device DIR` on this machine once.",
        )


class NoRoom(MissingPart):
    """The disk would be too full."""

    def __init__(self, folder: Path, wanted: int, free: int) -> None:
        super().__init__(
            f"A release needs {-(-wanted // MEGABYTE)} MB in {folder}; "
            f"{free // MEGABYTE} MB are free.",
            "Free that much; journals and logs are kept as they are.",
        )


class UpdateUnderWay(PishkhanError):
    """One release after another."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail, "Wait until `pishkhan agent update status` says how it ended.")


class ReleaseRefused(DamagedData):
    """What was offered is not what the city signed, or an older state of it."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The releases offered here can't be believed: {detail}.",
            "Nothing was changed. Copy the folder of releases anew, or ask who signs them.",
        )


class ReleasesExpired(PishkhanError):
    """The word about which release is the newest is too old to be believed."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            f"The list of releases is out of date: {detail}.",
            "Have it renewed at the city (`pishkhan provision release renew`), and look at this "
            "kiosk's clock.",
        )


class ReleaseUnfit(PishkhanError):
    """It is genuine, and nothing for this machine."""
