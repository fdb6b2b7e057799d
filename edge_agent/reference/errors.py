"""What can keep reference data from being brought up to date; the version in use stays."""

from pathlib import Path

from contract.errors import DamagedData, MissingPart, PishkhanError


class HubUnreachable(MissingPart):
    """No answer from the hub's device address."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"The hub at {url} cannot be reached: {reason}.",
            "Check the line and that the hub runs; the data in use stays.",
        )


class HubRefused(PishkhanError):
    """The hub answered, but not with what was asked for. `status` is HTTP's."""

    exit_code = 1

    def __init__(self, path: str, status: int, detail: str) -> None:
        super().__init__(
            f"The hub answered {path} with {status}: {detail}",
            "Follow what the hub says; the data in use stays.",
        )
        self.status = status


class BadReference(DamagedData):
    """Signed or not, this is not the dataset that was asked for."""

    def __init__(self, dataset: str, detail: str) -> None:
        super().__init__(
            f"The hub's {dataset} are refused: {detail}.",
            "Ask the city to publish again; the data in use stays.",
        )


class DamagedReference(DamagedData):
    """A version on this disk that cannot be read."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"The reference data {path} cannot be read: {detail}.",
            "Run `pishkhan agent refresh --device DIR` to get it again.",
        )


class NotStored(MissingPart):
    """The disk does not take a new version."""

    def __init__(self, dataset: str, folder: Path, detail: str) -> None:
        super().__init__(
            f"The city's new {dataset} do not go onto the disk: {detail}.",
            f"Free space on, or mend, the disk of {folder}; the data in use stay.",
        )
