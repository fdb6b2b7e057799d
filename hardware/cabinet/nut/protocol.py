"""The text protocol of NUT's upsd, RFC 9271: a command a line, an answer a line or a list.

    LIST VAR ups                      BEGIN LIST VAR ups
                                      VAR ups battery.charge "100"
                                      VAR ups ups.status "OL CHRG"
                                      END LIST VAR ups

Values stand in double quotes; a quote or a backslash in them is led by a backslash. Refusals
are `ERR` and a word. Pure: bytes in, lines and words out.
"""

import re

from hardware.cabinet.looking import CannotTell
from hardware.reasons import Reason

PORT = 3493
_LONGEST_LINE = 4096  # upsd cuts answers at 512 bytes

_WORD = re.compile(r'"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s"]+)|\s+')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE = re.compile(r'["\\]')

_REFUSALS = {
    "DATA-STALE": Reason.NO_ANSWER,  # the UPS does not talk to its driver
    "DRIVER-NOT-CONNECTED": Reason.SERVICE_DOWN,
    "UNKNOWN-UPS": Reason.UNPLUGGED,
    "ACCESS-DENIED": Reason.NO_PERMISSION,
}
_NEXT_STEPS = {
    Reason.NO_ANSWER: "Check the data cable between the UPS and this machine.",
    Reason.SERVICE_DOWN: "Start the UPS's driver: `upsdrvctl start`; its log says more.",
    Reason.UNPLUGGED: "Name the UPS as /etc/nut/ups.conf does; `upsc -l` lists the names.",
    Reason.NO_PERMISSION: "Let this address read in upsd.conf (LISTEN) and in the firewall.",
}


class LineReader:
    """Bytes to lines of text, however they are cut. Raises CannotTell for an endless line."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[str]:
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > _LONGEST_LINE or any(len(line) > _LONGEST_LINE for line in lines):
            self._rest = b""
            raise not_nut("a line without an end")
        return [line.decode("utf-8", "replace").rstrip("\r") for line in lines]


def words(line: str) -> list[str]:
    """A line's words, unquoted. Raises CannotTell for a quote that does not end."""
    found: list[str] = []
    at = 0
    while at < len(line):
        match = _WORD.match(line, at)
        if match is None:
            raise not_nut("a quote without an end")
        at = match.end()
        quoted, plain = match["quoted"], match["plain"]
        if quoted is not None:
            found.append(_ESCAPED.sub(r"\1", quoted))
        elif plain is not None:
            found.append(plain)
    return found


def quoted(value: str) -> str:
    """As upsd writes a value."""
    return '"' + _TO_ESCAPE.sub(r"\\\g<0>", value) + '"'


def refusal(words_of_line: list[str]) -> CannotTell | None:
    """What an `ERR` line means; None for any other line."""
    if not words_of_line or words_of_line[0] != "ERR":
        return None
    code = words_of_line[1] if len(words_of_line) > 1 else "without a word"
    reason = _REFUSALS.get(code, Reason.UNREADABLE)
    return CannotTell(
        reason,
        f"The UPS service refused: {code}.",
        _NEXT_STEPS.get(reason, "Compare the profile's address and name with upsd's."),
    )


def not_nut(what: str) -> CannotTell:
    """Somebody listens there who is no upsd."""
    return CannotTell(
        Reason.UNREADABLE,
        f"What answers there does not speak NUT: {what}.",
        f"Check the address: upsd listens on port {PORT}.",
    )
