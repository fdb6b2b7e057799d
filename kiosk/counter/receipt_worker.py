"""The thread that looks for receipts and verifies them: journals and files may be slow, and the
counter's own thread answers touches. Each command is answered once.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Protocol, assert_never

from nacl.signing import VerifyKey

from contract.clock import Clock
from contract.errors import PishkhanError
from contract.hello import BadMessage
from contract.receipt_record import ReceiptRecord, decode_receipt_record
from contract.signature import BadSignature, key_id
from contract.values import JournalId
from kiosk.counter import archive
from kiosk.counter.agent_link import AgentLink
from kiosk.counter.knowledge import Knowledge
from kiosk.journeys.commands import FindReceipt, VerifyReceipt
from kiosk.journeys.receipts.answers import (
    ReceiptAnswer,
    ReceiptFound,
    ReceiptNotFound,
    ReceiptUnreadable,
    ReceiptVerified,
    SearchPaused,
)
from kiosk.journeys.receipts.checking import CityWord, Finding, RecordedHere, Unreadable

log = logging.getLogger(__name__)

Question = FindReceipt | VerifyReceipt


@dataclass(frozen=True, slots=True)
class Signer:
    """A kiosk of the city: its public key, and how its place reads. Nothing that it signed
    after `revoked_ms` (UTC) is to be believed."""

    key: VerifyKey
    place: str
    revoked_ms: int | None = None


class KnownSigners(Protocol):
    """The city's kiosks, as this kiosk knows them."""

    def signer(self, key: str) -> Signer | None: ...


@dataclass(frozen=True)
class ReceiptSources:
    """Where the answers come from. `own` is this kiosk's key; `path` its journal's file."""

    path: Path
    journal: JournalId
    own: VerifyKey
    signers: KnownSigners
    agent: AgentLink
    clock: Clock


class ReceiptWorker:
    """`answer` is called on this worker's thread. `knowledge` is made there: its store may be
    used from one thread only."""

    def __init__(
        self,
        sources: ReceiptSources,
        knowledge: Callable[[], Knowledge],
        answer: Callable[[ReceiptAnswer], None],
    ) -> None:
        self._sources = sources
        self._make_knowledge = knowledge
        self._answer = answer
        self._questions: SimpleQueue[Question | None] = SimpleQueue()
        Thread(target=self._work, name="receipts", daemon=True).start()

    def take(self, question: Question) -> None:
        self._questions.put(question)

    def stop(self) -> None:
        self._questions.put(None)

    def _work(self) -> None:
        knowledge = self._make_knowledge()
        while (question := self._questions.get()) is not None:
            self._answer(self._answered(question, knowledge))

    def _answered(self, question: Question, knowledge: Knowledge) -> ReceiptAnswer:
        match question:
            case FindReceipt():
                return self._find(question, knowledge)
            case VerifyReceipt(text):
                return self._verify(text)
            case _:
                assert_never(question)

    def _find(self, question: FindReceipt, knowledge: Knowledge) -> ReceiptAnswer:
        path, wanted = self._sources.path, question.wanted
        now_ms = self._sources.clock.now().utc_ms
        try:
            left = archive.misses_left(path, now_ms)
            if left == 0:
                return SearchPaused(wanted)
            found = archive.find(path, wanted, knowledge, now_ms)
        except PishkhanError as error:
            log.warning("a receipt can't be looked for: %s", error)
            return SearchPaused(wanted)
        return ReceiptNotFound(wanted, left - 1) if found is None else ReceiptFound(wanted, found)

    def _verify(self, text: str) -> ReceiptAnswer:
        signers: list[Signer] = []

        def vouched(key: str) -> VerifyKey | None:
            if key == key_id(bytes(self._sources.own)):
                return self._sources.own
            signer = self._sources.signers.signer(key)
            if signer is None:
                raise _KeyUnknown
            signers.append(signer)
            return signer.key

        try:
            record = decode_receipt_record(text, vouched)
        except _KeyUnknown:
            return ReceiptUnreadable(text, Unreadable.KEY_UNKNOWN)
        except BadSignature:
            return ReceiptUnreadable(text, Unreadable.NOT_SIGNED_HERE)
        except BadMessage:
            return ReceiptUnreadable(text, Unreadable.MISREAD)
        if not signers:
            return ReceiptVerified(text, self._compared(record))
        (signer,) = signers
        if signer.revoked_ms is not None and record.utc_ms > signer.revoked_ms:
            return ReceiptUnreadable(text, Unreadable.REVOKED)
        elsewhere = Finding(record, RecordedHere.ELSEWHERE, signer.place, CityWord.NOT_YET)
        return ReceiptVerified(text, elsewhere)

    def _compared(self, record: ReceiptRecord) -> Finding:
        """A receipt that our own key has signed."""
        try:
            here, seq = archive.compare(self._sources.path, record)
        except PishkhanError as error:
            log.warning("a receipt can't be compared with the journal: %s", error)
            return Finding(record, RecordedHere.YES, None, CityWord.NOT_YET)
        progress = self._sources.agent.progress_of(self._sources.journal)
        reached = seq is not None and progress is not None and progress.acked_seq >= seq
        # Signed with our key: what an earlier journal of this kiosk held is ours as well.
        ours = RecordedHere.YES if here is RecordedHere.ELSEWHERE else here
        return Finding(record, ours, None, CityWord.REACHED if reached else CityWord.NOT_YET)


class _KeyUnknown(Exception):
    """Nobody among the city's kiosks has this key."""
