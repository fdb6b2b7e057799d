"""What a hub says of itself to machines."""

import re
import threading

from central.metrics import DESCRIPTIONS, Metrics


def test_every_metric_is_described_and_well_formed() -> None:
    metrics = Metrics()
    metrics.add("events_total", 21)
    metrics.set("waiting", 3)
    text = metrics.text()
    assert "pishkhan_hub_events_total 21\n" in text
    assert "pishkhan_hub_waiting 3\n" in text
    for name, (kind, _) in DESCRIPTIONS.items():
        assert (kind == "counter") == name.endswith("_total")
        assert re.search(rf"^# TYPE pishkhan_hub_{name} {kind}$", text, re.MULTILINE)


def test_large_counts_keep_their_last_digit() -> None:
    metrics = Metrics()
    metrics.add("events_total", 123_456_789_012)
    assert "pishkhan_hub_events_total 123456789012\n" in metrics.text()


def test_counting_from_many_threads_loses_nothing() -> None:
    metrics = Metrics()

    def count() -> None:
        for _ in range(1_000):
            metrics.add("events_total")

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert metrics.value("events_total") == 4_000
