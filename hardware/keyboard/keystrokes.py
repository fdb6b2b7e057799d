"""The kernel's input events (Documentation/input/event-codes.rst) and the text they type."""

import struct

from hardware.keyboard.layout import CHARACTERS, LEFT_SHIFT, RIGHT_SHIFT

_EVENT = struct.Struct("@llHHi")  # struct input_event: seconds, microseconds, type, code, value
_SYN, _KEY, _MSC = 0, 1, 4
_REPORT, _DROPPED = 0, 3
_SCAN = 4
_UP, _DOWN = 0, 1  # 2 is a key held until it repeats, which no scanner means
_SHIFTS = frozenset({LEFT_SHIFT, RIGHT_SHIFT})
_NO_CHARACTER = 0  # makes the line it stands in unreadable, as it must be

_KEYS = {
    character: (code, shifted)
    for code, pair in reversed(CHARACTERS.items())  # the main block before the number pad
    for shifted, character in reversed(tuple(enumerate(pair)))
}


class KeystrokeReader:
    """Event bytes in, ASCII out. A key without a character (control, a function key, keystrokes
    that the kernel had to drop) becomes a zero byte."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._shifts: set[int] = set()
        self._is_dropping = False

    def feed(self, data: bytes) -> bytes:
        self._waiting += data
        text = bytearray()
        whole = len(self._waiting) // _EVENT.size * _EVENT.size
        for _, _, kind, code, value in _EVENT.iter_unpack(self._waiting[:whole]):
            if kind == _SYN:
                self._synchronise(code, text)
            elif kind == _KEY and not self._is_dropping:
                self._press(code, value, text)
        del self._waiting[:whole]
        return bytes(text)

    def reset(self) -> None:
        """The keyboard was plugged in anew, or rests: no key is down."""
        self._waiting.clear()
        self._shifts.clear()
        self._is_dropping = False

    def _synchronise(self, code: int, text: bytearray) -> None:
        if code == _DROPPED:
            self._is_dropping = True  # until the next report, says the kernel's document
            self._shifts.clear()
            text.append(_NO_CHARACTER)
        elif code == _REPORT:
            self._is_dropping = False

    def _press(self, code: int, value: int, text: bytearray) -> None:
        if code in _SHIFTS:
            if value == _UP:
                self._shifts.discard(code)
            else:
                self._shifts.add(code)
        elif value == _DOWN:
            pair = CHARACTERS.get(code)
            character = None if pair is None else pair[bool(self._shifts)]
            text.append(_NO_CHARACTER if character is None else ord(character))


def keystrokes_for(text: str) -> bytes:
    """The events of a keyboard that types `text`. Raises ValueError: no key has a character."""
    events = bytearray()
    for character in text:
        if character not in _KEYS:
            raise ValueError(f"no key types {character!r}")
        code, shifted = _KEYS[character]
        if shifted:
            events += _stroke(LEFT_SHIFT, _DOWN)
        events += _stroke(code, _DOWN) + _stroke(code, _UP)
        if shifted:
            events += _stroke(LEFT_SHIFT, _UP)
    return bytes(events)


def _stroke(code: int, value: int) -> bytes:
    events = ((_MSC, _SCAN, 0x70000 + code), (_KEY, code, value), (_SYN, _REPORT, 0))
    return b"".join(_EVENT.pack(0, 0, *event) for event in events)
