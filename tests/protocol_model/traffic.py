"""What an agent sends, judged as it leaves: who goes first, how much is under way, what twice."""

import msgspec

from contract.batch import BatchHeader
from contract.signature import read_frame
from contract.topics import Leaf
from edge_agent.agent.loop import Agent
from tests.protocol_model.broken import Broken
from tests.protocol_model.crash import Fuse
from tests.protocol_model.network import read_topic


class _Frame(msgspec.Struct, array_like=True):
    format: int
    header: bytes
    entries: bytes


_frames = msgspec.msgpack.Decoder(_Frame)
_headers = msgspec.msgpack.Decoder(BatchHeader)


def header_of(payload: bytes) -> BatchHeader:
    """A batch's header, unverified."""
    return _headers.decode(read_frame(_frames.decode(payload).header, "events").payload)


class Traffic:
    """Of one agent process. A message is a point at which the process may end."""

    def __init__(self, agent: Agent, fuse: Fuse) -> None:
        self._agent = agent
        self._fuse = fuse

    def before_sending(self, topic: str, payload: bytes) -> None:
        """Raises Broken or Crash."""
        self._fuse.burn()
        if read_topic(topic).leaf is Leaf.EVENTS:
            self._judge(header_of(payload))

    def _judge(self, batch: BatchHeader) -> None:
        journals = self._agent.uplink.journals
        sending = journals.find(batch.journal)
        assert sending is not None
        name = batch.journal.hex()[:6]
        if not sending.drain.diverged and batch.first_seq <= sending.drain.through:
            raise Broken(f"events of {name} from {batch.first_seq} are sent again after the ack")
        waiting = [f for f in journals.in_order() if f.drain.live and f.drain.may_send()]
        if not sending.drain.live and waiting:
            raise Broken(f"the old journal {name} goes before a live one")
        under_way = sum(len(f.drain.in_flight) for f in journals.in_order())
        if under_way >= sending.drain.pace:
            raise Broken(f"{under_way} batches are under way, more than the hub's pace")
