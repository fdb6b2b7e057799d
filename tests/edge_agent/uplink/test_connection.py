"""Attempts that fail leave nothing behind, however many there are."""

import gc
import os
import queue
import random
from typing import Any

from edge_agent.agent.link import LAST_RETRY_MS, LinkKeeper
from edge_agent.uplink.connection import BrokerAddress, BrokerConnection, Disconnected, Will
from tests.support.ports import LOOPBACK, free_port
from tests.support.waiting import eventually


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def keeper(happenings: "queue.SimpleQueue[Any]") -> LinkKeeper:
    address = BrokerAddress(LOOPBACK, free_port(), "k-test", None, lambda _: None)
    will = Will("a/status", b"")
    return LinkKeeper(
        lambda: BrokerConnection(address, will, ("a/topic",), happenings), random.Random(1)
    )


def test_failed_attempts_leave_no_sockets_even_before_the_collector_comes() -> None:
    happenings: queue.SimpleQueue[Any] = queue.SimpleQueue()
    link = keeper(happenings)
    before = open_files()
    gc.disable()
    try:
        now_ms = 0
        for _ in range(15):
            link.tend(now_ms)
            ended = happenings.get(timeout=10)
            assert isinstance(ended, Disconnected)
            link.disconnected(ended.reason, now_ms)
            del ended
            now_ms += LAST_RETRY_MS
        eventually(lambda: open_files() <= before + 2, "sockets closed")
    finally:
        gc.enable()


def test_attempts_come_ever_less_often_and_are_spread() -> None:
    link = keeper(queue.SimpleQueue())
    waits = []
    for _ in range(12):
        link.disconnected("no broker", 0)
        waits.append(link._retry_at_ms)
    assert waits[0] <= 500
    assert all(LAST_RETRY_MS / 2 <= wait <= LAST_RETRY_MS for wait in waits[8:])
    assert len(set(waits[8:])) > 1


def test_online_means_that_the_hub_answers() -> None:
    link = keeper(queue.SimpleQueue())
    assert link.state(0) == ("connecting", None)
    link.connected()
    link.asked(0)
    assert link.state(1_000) == ("connecting", None)
    link.heard()
    assert link.state(2_000) == ("online", None)
    link.asked(3_000)
    link.asked(9_000)
    assert link.state(13_001) == ("offline", "the hub does not answer")
    link.disconnected("cut", 14_000)
    assert link.state(14_000) == ("offline", "cut")
