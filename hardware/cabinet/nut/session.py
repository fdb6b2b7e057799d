"""One conversation with upsd: what it knows of one UPS.

Reading needs no name and no password: upsd asks for those only of clients that switch things,
or that it should wait for before it lets the machine go down. We are neither.
"""

from collections.abc import Iterator

from hardware.cabinet.nut.protocol import LineReader, not_nut, refusal, words
from hardware.link import ByteLink

_MOST_VARIABLES = 1000  # drivers have 30 to 150


class UpsdSession:
    """Over an open line, which it owns. `ups` is the name in upsd's ups.conf."""

    def __init__(self, link: ByteLink, ups: str) -> None:
        self._link = link
        self._ups = ups
        self._lines = LineReader()

    def variables(self, deadline: float) -> dict[str, str]:
        """All variables of the UPS. Raises LinkTimeout, LinkLost, CannotTell."""
        self._link.send(f"LIST VAR {self._ups}\n".encode(), deadline)
        found: dict[str, str] = {}
        begun = False
        for line in self._answer(deadline):
            match words(line):
                case ["BEGIN", "LIST", "VAR", _]:
                    begun = True
                case ["VAR", _, name, value] if begun and len(found) < _MOST_VARIABLES:
                    found[name] = value
                case ["END", "LIST", "VAR", _] if begun:
                    return found
                case other:
                    raise refusal(other) or not_nut("another answer than asked for")
        raise AssertionError("an answer ends with its END, or by an error")

    def interrupt(self) -> None:
        self._link.interrupt()

    def close(self) -> None:
        self._link.close()

    def _answer(self, deadline: float) -> Iterator[str]:
        while True:
            yield from self._lines.feed(self._link.receive(deadline))
