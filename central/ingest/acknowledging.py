"""The hub's word, after the commit: signed, with what a device needs to go on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from nacl.signing import SigningKey

from central.ingest.standings import Standing
from contract.hello import Ack, Answer, encode_ack
from contract.topics import Topics
from contract.values import CityId, DeviceId

Publish = Callable[[str, bytes], None]


@dataclass(frozen=True)
class Acknowledger:
    """Says how far each journal is in custody. Call it only after the commit."""

    city: str
    key: SigningKey
    publish: Publish
    now_ms: Callable[[], int]

    def send(
        self,
        standings: Iterable[Standing],
        answers: Mapping[bytes, Answer],
        *,
        pace: int,
        epoch: int,
    ) -> None:
        """One acknowledgement a journal, to its device; `answers` by journal."""
        for standing in standings:
            ack = Ack(
                journal=standing.journal,
                through=standing.through,
                hash=standing.head_hash,
                backed_up=standing.backed_up,
                hub_time_ms=self.now_ms(),
                pace=pace,
                epoch=epoch,
                answer=answers.get(standing.journal),
            )
            topics = Topics(CityId(self.city), DeviceId(standing.device))
            self.publish(topics.ack, encode_ack(ack, self.key))
