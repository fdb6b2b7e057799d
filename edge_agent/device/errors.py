"""A device folder that is not as enrolment makes it."""

from pathlib import Path

from contract.errors import DamagedData, MissingPart


class NotEnrolled(MissingPart):
    """The folder holds no identity, key or certificate."""

    def __init__(self, missing: Path) -> None:
        super().__init__(
            f"{missing} is missing: this kiosk is not enrolled.",
            "Run `pishkhan provision enrol CODE --device DIR` with a code from the city.",
        )


class DamagedDeviceFile(DamagedData):
    """A file of the device folder that cannot be understood."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"{path} cannot be read: {detail}.",
            "Restore the file, or enrol the kiosk again with a new code.",
        )
