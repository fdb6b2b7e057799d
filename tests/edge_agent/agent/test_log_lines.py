"""Logs are packed so that each process has its say, in the order of time, within a bound."""

import gzip
from pathlib import Path

from contract.logs import LogFiles
from edge_agent.agent.log_lines import pack_logs


def unpacked(content: bytes) -> list[bytes]:
    return gzip.decompress(content).splitlines(keepends=True)


def test_lines_of_all_processes_stand_in_the_order_of_their_times(tmp_path: Path) -> None:
    agent, counter = LogFiles(tmp_path, "agent"), LogFiles(tmp_path, "counter")
    for second in range(0, 6, 2):
        agent.write(b'{"time": "%d", "process": "agent"}\n' % second)
        counter.write(b'{"time": "%d", "process": "counter"}\n' % (second + 1))
    packed = pack_logs(tmp_path)
    assert [line[10:11] for line in unpacked(packed.content)] == [b"%d" % n for n in range(6)]
    assert packed.lines == 6


def test_who_wrote_much_does_not_push_out_another(tmp_path: Path) -> None:
    quiet, loud = LogFiles(tmp_path, "agent"), LogFiles(tmp_path, "window")
    quiet.write(b'{"time": "0", "process": "agent"}\n')
    for number in range(500):
        loud.write(b'{"time": "1", "number": %03d}\n' % number)
    lines = unpacked(pack_logs(tmp_path, each_bytes=1_000).content)
    assert lines[0].endswith(b'"agent"}\n')
    assert lines[-1].endswith(b"499}\n")
    assert sum(map(len, lines[1:])) <= 1_000


def test_a_device_that_never_logged_sends_an_empty_file(tmp_path: Path) -> None:
    packed = pack_logs(tmp_path / "logs")
    assert (packed.lines, unpacked(packed.content)) == (0, [])
