"""Watches one PC/SC reader and tells, a JSON object a line, what lies on it.

Runs by itself under Debian's own Python, where python3-pyscard is; needs nothing else of ours.
A C library that talks to a daemon is better off in a process that may hang or die alone.

    {"is": "state", "state": "ready" | "no_reader" | "service_down"}    each second, and on change
    {"is": "card", "number": "04A1..."}
    {"is": "gone"}
    {"is": "unreadable"}        a card that doesn't tell its number

It ends with 0 when nobody reads what it tells, with 3 when python3-pyscard is not installed.
"""

import argparse
import json
import sys
import time

try:
    from smartcard import scard
except ImportError:
    scard = None

# PC/SC part 3, 3.2.2.1.3: the pseudo APDU that readers of contactless cards answer by themselves.
GET_UID = [0xFF, 0xCA, 0x00, 0x00, 0x00]
SUCCESS = (0x90, 0x00)
MISSING = 3  # exit code
TICK_MS = 1000
TRIES = 3
AGAIN_S = 0.1
PLUGGING = "\\\\?PnP?\\Notification"  # a name under which pcscd tells of readers plugged in or out
COUNTER_SHIFT = 16  # pcsc-lite counts insertions and removals in the upper half of the state


class ServiceGone(Exception):
    """pcscd is not there, or not the one any more that we were talking to."""


class NoReader(Exception):
    """No reader of the wanted name."""


def tell(**what: str) -> None:
    print(json.dumps(what), flush=True)


def checked(result: int) -> None:
    """Raises ServiceGone, NoReader."""
    if result in (
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_NO_READERS_AVAILABLE,
    ):
        raise NoReader
    if result != scard.SCARD_S_SUCCESS:
        raise ServiceGone


class Monitor:
    """One conversation with one pcscd."""

    def __init__(self, wanted: str) -> None:
        self._wanted = wanted
        result, self._context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        checked(result)
        self._reader = ""
        self._state = scard.SCARD_STATE_UNAWARE
        self._has_card = False

    def close(self) -> None:
        self.forget_card()
        scard.SCardReleaseContext(self._context)

    def watch(self) -> None:
        """Waits up to a second for a change and tells it. Raises ServiceGone."""
        try:
            if not self._reader:
                self._find()
            self._look()
            tell(**{"is": "state", "state": "ready"})
        except NoReader:
            self.forget_card()
            self._reader, self._state = "", scard.SCARD_STATE_UNAWARE
            tell(**{"is": "state", "state": "no_reader"})
            self._wait(PLUGGING, scard.SCARD_STATE_UNAWARE)

    def forget_card(self) -> None:
        if self._has_card:
            self._has_card = False
            tell(**{"is": "gone"})

    def _find(self) -> None:
        result, readers = scard.SCardListReaders(self._context, [])
        checked(result)
        found = [name for name in readers if self._wanted in name]
        if not found:
            raise NoReader
        self._reader = found[0]

    def _look(self) -> None:
        before, now = self._state, self._wait(self._reader, self._state)
        if now is None:
            return
        self._state = now
        if now & (scard.SCARD_STATE_UNKNOWN | scard.SCARD_STATE_UNAVAILABLE):
            raise NoReader
        is_there = bool(now & scard.SCARD_STATE_PRESENT)
        was_moved = before >> COUNTER_SHIFT != now >> COUNTER_SHIFT
        if not is_there or was_moved:
            self.forget_card()
        if is_there and not self._has_card and not now & scard.SCARD_STATE_MUTE:
            self._read()

    def _wait(self, name: str, known: int) -> int | None:
        """The new state; None when a second went by without one."""
        result, states = scard.SCardGetStatusChange(self._context, TICK_MS, [(name, known)])
        if result == scard.SCARD_E_TIMEOUT:
            return None
        checked(result)
        return int(states[0][1]) & ~int(scard.SCARD_STATE_CHANGED)

    def _read(self) -> None:
        for _ in range(TRIES):
            number = self._number()
            if number is not None:
                self._has_card = True
                tell(**{"is": "card", "number": number})
                return
            time.sleep(AGAIN_S)  # a card is often asked while it is still on its way
        tell(**{"is": "unreadable"})

    def _number(self) -> str | None:
        protocols = scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1
        result, card, protocol = scard.SCardConnect(
            self._context, self._reader, scard.SCARD_SHARE_SHARED, protocols
        )
        if result != scard.SCARD_S_SUCCESS:
            return None
        is_t0 = protocol == scard.SCARD_PROTOCOL_T0
        form = scard.SCARD_PCI_T0 if is_t0 else scard.SCARD_PCI_T1
        result, answer = scard.SCardTransmit(card, form, GET_UID)
        scard.SCardDisconnect(card, scard.SCARD_LEAVE_CARD)
        if result != scard.SCARD_S_SUCCESS or tuple(answer[-2:]) != SUCCESS or len(answer) < 3:
            return None
        return bytes(byte & 0xFF for byte in answer[:-2]).hex().upper()


def watch_for_ever(wanted: str) -> None:
    """A new conversation after each that broke: pcscd may be restarted at any time."""
    while True:
        monitor = None
        try:
            monitor = Monitor(wanted)
            while True:
                monitor.watch()
        except ServiceGone:
            if monitor is not None:
                monitor.close()
            tell(**{"is": "state", "state": "service_down"})
            time.sleep(TICK_MS / 1000)


def main() -> int:
    parser = argparse.ArgumentParser(description="Tells which card lies on a PC/SC reader.")
    parser.add_argument("--reader", default="", help="part of the reader's name")
    options = parser.parse_args()
    if scard is None:
        print("card reader: no PC/SC for Python; install python3-pyscard", file=sys.stderr)
        return MISSING
    try:
        watch_for_ever(options.reader)
    except (BrokenPipeError, KeyboardInterrupt):
        sys.stderr.close()  # else Python complains there about the pipe
    return 0


if __name__ == "__main__":
    sys.exit(main())
