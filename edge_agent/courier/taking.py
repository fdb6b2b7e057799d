"""The agent's part: an answer that was left for it is taken as the hub's words on the line are."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from contract.clock import Clock
from edge_agent.courier.answers import (
    AnswerRefused,
    AnswerTaken,
    CarriedAnswer,
    JournalWord,
    answers_left,
    open_carried_answer,
    write_answer_taken,
)
from edge_agent.device import DeviceDirectory, Identity, remove_durably
from edge_agent.uplink.uplink import Carried, Trouble, Uplink

log = logging.getLogger(__name__)

MOST_KEPT = 64


@dataclass
class AnswersTaking:
    """Called each second. Taken before it is removed: a power cut in between plays it twice,
    which changes nothing."""

    directory: DeviceDirectory
    identity: Identity
    clock: Clock
    taken: dict[str, AnswerTaken] = field(default_factory=dict)
    """What became of the last ones, by their names."""
    _complained: set[str] = field(default_factory=set)

    def tend(self, uplink: Uplink, now_ms: int, diverged: Callable[[Trouble], None]) -> bool:
        """Whether there was any. `diverged` marks a journal that the kiosk must not pay on; its
        mark is on the disk before the answer goes."""
        found = answers_left(self.directory)
        for path in found:
            try:
                self._take(path, uplink, now_ms, diverged)
            except OSError as error:
                self._complain(path, error)
        return bool(found)

    def _take(
        self, path: Path, uplink: Uplink, now_ms: int, diverged: Callable[[Trouble], None]
    ) -> None:
        """Raises OSError."""
        try:
            carried = open_carried_answer(path.read_bytes(), self.identity, uplink.find_ack_key)
        except AnswerRefused as error:
            log.error("%s %s", error.what, error.next_step)  # noqa: TRY400 (told in full)
            remove_durably(path)
            return
        said = [uplink.take_carried(ack, now_ms) for ack in carried.answer.acks]
        for word in said:
            if word.trouble is not None:
                diverged(word.trouble)
        uplink.floor.keep()
        self._keep(self._taken(carried, said))
        remove_durably(path)
        log.info(
            "the hub's answer was carried here: %d events more are in its custody",
            sum(word.news for word in said),
        )

    def _keep(self, taken: AnswerTaken) -> None:
        """Raises OSError."""
        write_answer_taken(self.directory, taken)
        self.taken.pop(taken.name, None)
        self.taken[taken.name] = taken
        while len(self.taken) > MOST_KEPT:
            del self.taken[next(iter(self.taken))]

    def _taken(self, carried: CarriedAnswer, said: list[Carried]) -> AnswerTaken:
        return AnswerTaken(
            name=carried.name,
            made_ms=carried.answer.made_ms,
            taken_ms=self.clock.now().utc_ms,
            journals=tuple(
                JournalWord(
                    word=word.word,
                    journal=word.journal.hex(),
                    writer=word.writer,
                    through=word.through,
                    news=word.news,
                )
                for word in said
            ),
        )

    def _complain(self, path: Path, error: OSError) -> None:
        """Into the log, once for each: it is tried again each second."""
        told = f"the hub's answer {path.name} cannot be taken: {error}"
        if told not in self._complained:
            self._complained.add(told)
            log.error("%s", told)
