"""Asking the hub how far a receipt's payment has come, from a process that must not wait.

A thread of its own asks; the answer, or that there was none in time, is handed to `answered`
once. A kiosk that is offline gets NoAnswer after three seconds at the latest.
"""

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from contract.clock import SystemClock
from contract.errors import PishkhanError
from contract.receipt_check import ReceiptAnswer, ReceiptQuestion
from edge_agent.device import DeviceDirectory, device_context, read_clock_floor
from edge_agent.reference import HubApi

PATH = "/device/v1/receipts/check"
LONGEST_WAIT_S = 3.0
LARGEST_ANSWER = 4_096


@dataclass(frozen=True)
class NoAnswer:
    """The hub said nothing in time, or nothing that can be used; the signature alone counts."""

    reason: str


Answered = Callable[[ReceiptAnswer | NoAnswer], None]


@dataclass(frozen=True)
class HubReceipts:
    """Made by `open_hub_receipts`; used from any thread."""

    api: HubApi
    longest_wait_s: float = LONGEST_WAIT_S

    def ask(self, record: str, answered: Answered) -> None:
        """Returns at once; `answered` is called once, in another thread. `record` is the text
        of a receipt's QR code, in either form."""
        threading.Thread(
            target=self._ask, args=(record, answered), name="receipt check", daemon=True
        ).start()

    def _ask(self, record: str, answered: Answered) -> None:
        outcomes: queue.SimpleQueue[ReceiptAnswer | NoAnswer] = queue.SimpleQueue()
        # A name that no server resolves holds a thread longer than any time limit of a socket.
        threading.Thread(
            target=lambda: outcomes.put(self.now(record)), name="receipt line", daemon=True
        ).start()
        try:
            outcome = outcomes.get(timeout=self.longest_wait_s)
        except queue.Empty:
            outcome = NoAnswer(f"The hub said nothing for {self.longest_wait_s:g} s.")
        answered(outcome)

    def now(self, record: str) -> ReceiptAnswer | NoAnswer:
        """Waits for the answer, as long as it takes."""
        question = msgspec.json.encode(ReceiptQuestion(record=record))
        try:
            body = self.api.post(PATH, question, LARGEST_ANSWER)
            return msgspec.json.decode(body, type=ReceiptAnswer)
        except PishkhanError as refused:
            return NoAnswer(refused.what)
        except msgspec.DecodeError as wrong:
            return NoAnswer(f"The hub's answer can't be read: {wrong}.")


def open_hub_receipts(directory: DeviceDirectory) -> HubReceipts:
    """With the device's certificate. Raises NotEnrolled or DamagedDeviceFile."""

    def floor() -> int:
        return read_clock_floor(directory.clock_floor_path)

    url = directory.identity().hub_url
    return HubReceipts(HubApi(url, device_context(directory), SystemClock(floor), floor))
