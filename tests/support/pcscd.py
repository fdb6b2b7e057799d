"""A real pcscd with virtual readers (vsmartcard), and a card to lay on one.

pcscd knows only /run/pcscd. Each of ours has a /run of its own, in a mount namespace, so it
needs no rights and meets no other; its socket is reached through /proc.
"""

import os
import socket
import struct
import threading
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.ports import LOOPBACK, free_port
from tests.support.processes import ChildProcess
from tests.support.waiting import eventually

_DRIVER = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"
_ATR = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")  # a MIFARE card, PC/SC part 3
_REFUSED = bytes.fromhex("6A81")


class Pcscd:
    """Use as a context manager. `socket` is what clients are told in PCSCLITE_CSOCK_NAME."""

    def __init__(self, folder: Path) -> None:
        self.socket = folder / "pcscd.comm"
        self.port = free_port()
        self._log = folder / "pcscd.log"
        self._readers = folder / "reader.conf"
        self._readers.write_text(
            f'FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:{self.port:#x}\n'
            f"LIBPATH {_DRIVER}\nCHANNELID {self.port:#x}\n",
            encoding="ascii",
        )
        self._process: ChildProcess | None = None

    def start(self) -> None:
        spaces = ["--mount"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--mount"]
        script = 'mount -t tmpfs tmpfs /run && exec pcscd --foreground --config "$0"'
        command = ["unshare", *spaces, "sh", "-c", script, str(self._readers)]
        process = self._process = ChildProcess(command, self._log)
        theirs = Path(f"/proc/{process.pid}/root/run/pcscd/pcscd.comm")
        eventually(
            lambda: process.exit_code is not None or theirs.exists(), "pcscd's socket to appear"
        )
        assert process.exit_code is None, process.output()
        self.socket.unlink(missing_ok=True)
        self.socket.symlink_to(theirs)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()


class VirtualCard:
    """A card on the first virtual reader; speaks the protocol of vpcd: two bytes of length, then
    a control byte or an APDU. `uid` None: a card that refuses to tell its number."""

    def __init__(self, port: int, uid: bytes | None) -> None:
        self._uid = uid
        self._line = eventually(lambda: _connected(port), "the virtual reader")
        self._thread = threading.Thread(target=self._serve, name="virtual-card", daemon=True)
        self._thread.start()

    def remove(self) -> None:
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=5)
        self._line.close()

    def _serve(self) -> None:
        with suppress(OSError), self._line.makefile("rwb") as line:
            while len(head := line.read(2)) == 2:
                answer = self._answer(line.read(struct.unpack(">H", head)[0]))
                if answer is not None:
                    line.write(struct.pack(">H", len(answer)) + answer)
                    line.flush()

    def _answer(self, message: bytes) -> bytes | None:
        match message:
            case b"\x00" | b"\x01" | b"\x02":
                return None  # power off, power on, reset
            case b"\x04":
                return _ATR
            case b"\xff\xca\x00\x00\x00" if self._uid is not None:
                return self._uid + b"\x90\x00"
            case _:
                return _REFUSED


def _connected(port: int) -> socket.socket | None:
    try:
        return socket.create_connection((LOOPBACK, port), timeout=5)
    except OSError:
        return None
