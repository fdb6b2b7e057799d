"""A file is named for what it is about, so that a newcomer guesses the right one."""

import re
from pathlib import PurePath

from tests.house.sources import Fault, report, sources

SAYS_NOTHING = re.compile(
    r"(^|_)(utils?|helpers?|managers?|common|misc|stuff)(_|$)", re.IGNORECASE
)


def empty_name(path: str) -> list[Fault]:
    parts = [PurePath(part).stem for part in PurePath(path).parts]
    words = [re.sub(r"(?<=[a-z])(?=[A-Z])", "_", part) for part in parts]
    if any(SAYS_NOTHING.search(word) for word in words):
        return [Fault(path, 0, "its name doesn't say what it is about")]
    return []


def test_the_linter_sees_an_empty_name() -> None:
    assert empty_name("kiosk/utils.py")
    assert empty_name("kiosk/interface/ScreenHelper.qml")
    assert empty_name("central/common/text.py")
    assert not empty_name("kiosk/journeys/payment.py")


def test_every_file_is_named_for_its_subject() -> None:
    faults = [
        fault
        for source in sources(".py", ".qml", ".js", ".css", ".html")
        for fault in empty_name(source.path)
    ]
    assert not faults, report(faults)
