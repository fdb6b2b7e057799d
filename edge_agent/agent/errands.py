"""Orders that take the device to the hub's port: done in a thread that may wait for the line."""

import queue
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contract.command import CommandName, CommandOutcome
from contract.command_answer import Answer, AnswerCode
from contract.errors import PishkhanError
from contract.upload import UploadKind
from edge_agent.agent.answers import answer_to
from edge_agent.agent.kiosk_orders import Ended
from edge_agent.agent.log_lines import pack_logs
from edge_agent.agent.refreshing import Work, in_a_thread
from edge_agent.device import DeviceDirectory

KIB = 1024
Upload = Callable[[UploadKind, bytes], None]
"""Raises what `HubApi.upload` raises."""


@dataclass(frozen=True)
class ErrandFinished:
    """Comes out of the queue once for each errand."""

    ended: Ended


@dataclass(frozen=True)
class Errands:
    """One at a time: the desk begins none before the last one has come out of the queue."""

    directory: DeviceDirectory
    upload: Upload
    happenings: "queue.SimpleQueue[Any]"
    begin: Callable[[Work], None] = in_a_thread

    def send_logs(self) -> None:
        """Returns at once."""
        self._begin(CommandName.SEND_LOGS, self._send_logs)

    def send_picture(self) -> None:
        """What the kiosk has written; it stays here no longer than that. Returns at once."""
        self._begin(CommandName.SCREENSHOT, self._send_picture)

    def _begin(self, name: CommandName, work: Callable[[], Answer]) -> None:
        def run() -> None:
            try:
                ended = Ended(name, CommandOutcome.DONE, work())
            except (PishkhanError, OSError) as error:
                ended = Ended(name, CommandOutcome.FAILED, answer_to(error))
            self.happenings.put(ErrandFinished(ended))

        self.begin(run)

    def _send_logs(self) -> Answer:
        packed = pack_logs(self.directory.logs_path)
        self.upload(UploadKind.LOGS, packed.content)
        figures = {"lines": str(packed.lines), "kib": _kib(packed.content)}
        return Answer(
            AnswerCode.LOGS_SENT, f"{figures['lines']} lines, {figures['kib']} KiB", figures
        )

    def _send_picture(self) -> Answer:
        path = self.directory.picture_path
        try:
            content = path.read_bytes()
            self.upload(UploadKind.SCREENSHOT, content)
        finally:
            path.unlink(missing_ok=True)
        kib = _kib(content)
        return Answer(AnswerCode.PICTURE_SENT, f"{kib} KiB", {"kib": kib})


def _kib(content: bytes) -> str:
    return str(-(-len(content) // KIB))
