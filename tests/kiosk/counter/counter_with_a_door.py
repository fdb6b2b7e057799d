"""The counter of a kiosk whose door's contact is a file that says `open` or `closed`; where there
is none the contact can't be read. Pseudo terminals have no modem lines: what is read differs, the
code does not."""

import os
import sys
from pathlib import Path

from hardware.cabinet.door.contacts import SerialContact
from hardware.link import Unplugged
from kiosk.counter.process import main

DOOR_VARIABLE = "PISHKHAN_TEST_DOOR"


def _is_high(_contact: SerialContact) -> bool:
    try:
        return Path(os.environ[DOOR_VARIABLE]).read_text("ascii") == "open"
    except FileNotFoundError as trouble:
        raise Unplugged("It is not there.", "Check the cable.") from trouble


if __name__ == "__main__":
    SerialContact.is_high = _is_high  # type: ignore[assignment, method-assign]
    sys.exit(main())
