"""A version made of the one before and what changed: the same as the whole, or the whole."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
import pytest

from contract.reference import (
    BillRecord,
    DeltaPart,
    ReferenceManifest,
    delta_parts,
    pack_delta,
    payload_digest,
    records_digest,
    split_records,
)
from contract.reference.packing import pack
from edge_agent.device import DeviceDirectory
from edge_agent.reference import ReferenceRefresh, ReferenceStore
from edge_agent.reference.versions import Fetched, Way, read_versions
from tests.edge_agent.device_port import DevicePort
from tests.edge_agent.reference.test_refresh import KILLED, bill

MANY = 400


def bills(first_title: str) -> list[BillRecord]:
    return [
        msgspec.structs.replace(
            bill(str(number), str(number * 7919 % 1_000_003)),
            title=first_title if number == 0 else f"عوارض {number * 104_729 % 99_991}",
        )
        for number in range(MANY)
    ]


@dataclass
class Change:
    """The kiosk holds version 1; the hub offers 2, in which one bill is called otherwise."""

    port: DevicePort
    device: DeviceDirectory
    refresh: ReferenceRefresh
    base: ReferenceManifest
    newest: ReferenceManifest

    @property
    def parts(self) -> tuple[DeltaPart, ...]:
        return delta_parts(
            split_records(self._payload(self.base)), split_records(self._payload(self.newest))
        )

    def offer(self, body: bytes) -> str:
        return self.port.offer_delta(self.newest, self.base, body)

    def whole_was_fetched(self) -> bool:
        return "/device/v1/reference/bills/2" in self.port.asked

    def holds_the_newest(self) -> bool:
        store = ReferenceStore(self.device.path)
        known = [record for number in range(MANY) for record in store.bill(str(number))]
        store.close()
        return known == bills("نو")

    def fetched(self) -> Fetched:
        fetched = read_versions(self.device.reference_path)[self.newest.dataset].now.fetched
        assert fetched is not None
        return fetched

    def _payload(self, manifest: ReferenceManifest) -> bytes:
        return self.port.answers[f"/device/v1/reference/bills/{manifest.version}"][1]


@pytest.fixture
def change(port: DevicePort, device: DeviceDirectory, refresh: ReferenceRefresh) -> Change:
    base = port.publish(bills("کهنه"), version=1)
    refresh.run()
    newest = port.publish(bills("نو"), version=2)
    port.asked.clear()
    return Change(port, device, refresh, base, newest)


def test_only_what_changed_comes_over_the_line(change: Change) -> None:
    delta = pack_delta(change.base.digest, change.parts)
    path = change.offer(delta)
    change.refresh.run()
    assert path in change.port.asked
    assert not change.whole_was_fetched()
    assert change.holds_the_newest()
    assert (change.fetched().way, change.fetched().size) == (Way.DELTA, len(delta))
    assert len(delta) * 10 < change.newest.size


def test_a_version_made_by_a_delta_is_the_base_of_the_next(change: Change) -> None:
    change.offer(pack_delta(change.base.digest, change.parts))
    change.refresh.run()
    third = change.port.publish(bills("کهنه"), version=3)
    back = pack_delta(change.newest.digest, delta_parts(_raw(bills("نو")), _raw(bills("کهنه"))))
    change.port.offer_delta(third, change.newest, back)
    change.refresh.run()
    assert "/device/v1/reference/bills/3" not in change.port.asked
    store = ReferenceStore(change.device.path)
    assert store.bill("0") == [bills("کهنه")[0]]
    store.close()


def test_a_hub_that_has_no_delta_is_asked_for_the_whole(change: Change) -> None:
    change.refresh.run()
    assert change.whole_was_fetched()
    assert change.holds_the_newest()
    assert change.fetched() == Fetched(
        way=Way.WHOLE, size=change.newest.size, at_ms=change.fetched().at_ms
    )


def _raw(records: list[BillRecord]) -> list[msgspec.Raw]:
    return [msgspec.Raw(msgspec.msgpack.encode(record)) for record in records]


WRONG: dict[str, Callable[[Change], bytes]] = {
    "no delta at all": lambda change: b"<html>a proxy's page</html>",
    "a delta from another version": lambda change: pack_delta(bytes(32), change.parts),
    "more than there is": lambda change: pack_delta(change.base.digest, (DeltaPart(0, MANY + 1),)),
    "not the signed records": lambda change: pack_delta(change.base.digest, (DeltaPart(0, MANY),)),
    "a record that nobody can read": lambda change: pack_delta(
        change.base.digest, (DeltaPart(0, MANY, (msgspec.Raw(b"\x01"),)),)
    ),
    "a newer kind of delta": lambda change: pack(
        msgspec.msgpack.encode({"format": 2, "base": change.base.digest, "parts": []})
    ),
    "more bytes than the whole": lambda change: bytes(change.newest.size + 1),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_delta_is_not_applied_and_the_whole_is_fetched(change: Change, wrong: str) -> None:
    change.offer(WRONG[wrong](change))
    change.refresh.run()
    assert change.whole_was_fetched()
    assert change.holds_the_newest()
    assert change.fetched().way is Way.WHOLE
    assert list(change.device.reference_path.glob(".*.new")) == []


def test_a_base_that_was_damaged_on_the_disk_is_not_built_upon(change: Change) -> None:
    """Its pages are whole, its bytes are not those that the city signed."""
    file = change.device.reference_path / "bills-1.sqlite"
    was, damaged = "عوارض 4738".encode(), "عوارض 4739".encode()
    content = file.read_bytes()
    assert was in content
    file.write_bytes(content.replace(was, damaged))
    change.offer(pack_delta(change.base.digest, change.parts))
    change.refresh.run()
    assert change.whole_was_fetched()
    assert change.holds_the_newest()


def test_what_only_a_newer_hub_says_of_a_bill_stays_for_a_newer_kiosk(
    change: Change,
) -> None:
    known = msgspec.to_builtins(bill("1"))
    record = msgspec.Raw(msgspec.msgpack.encode({**known, "said by a newer hub": [1, 2]}))
    payload = pack(msgspec.msgpack.encode([record]))
    newest = msgspec.structs.replace(
        change.newest,
        version=3,
        created_ms=3,
        digest=payload_digest(payload),
        size=len(payload),
        records_digest=records_digest([record]),
    )
    change.port.offer(newest)
    change.port.answers["/device/v1/reference/bills/3"] = (200, payload)
    change.refresh.run()
    store = ReferenceStore(change.device.path)
    assert store.bill("1") == [bill("1")]
    store.close()
    # A delta that takes this record comes out right only when each of its bytes is still here.
    both = [record, *_raw([bill("2")])]
    whole = pack(msgspec.msgpack.encode(both))
    fourth = msgspec.structs.replace(
        newest,
        version=4,
        created_ms=4,
        digest=payload_digest(whole),
        size=len(whole) + 1000,
        records_digest=records_digest(both),
    )
    change.port.offer(fourth)
    delta = pack_delta(newest.digest, (DeltaPart(0, 1, tuple(both[1:])),))
    change.port.offer_delta(fourth, newest, delta)
    change.refresh.run()
    assert change.fetched().way is Way.DELTA


def test_a_kiosk_that_moved_asks_for_the_whole_of_its_new_district(change: Change) -> None:
    change.offer(pack_delta(change.base.digest, change.parts))
    change.port.offer(msgspec.structs.replace(change.newest, scope="3"))
    change.refresh.run()
    assert not any("/from/" in path for path in change.port.asked)
    assert change.whole_was_fetched()


def test_a_hub_that_names_no_digest_of_records_is_older_and_not_asked_for_deltas(
    change: Change,
) -> None:
    change.port.offer(msgspec.structs.replace(change.newest, records_digest=b""))
    change.refresh.run()
    assert not any("/from/" in path for path in change.port.asked)
    assert change.holds_the_newest()


@pytest.mark.parametrize(
    ("where", "known"),
    [
        ("before the file has its name", 1),
        ("before it is in use", 1),
        ("after it is in use", 2),
    ],
)
def test_a_kiosk_killed_while_it_applies_a_delta_has_the_one_version_or_the_other(
    change: Change, where: str, known: int
) -> None:
    change.offer(pack_delta(change.base.digest, change.parts))
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(change.device.path)],
        check=False,
        env=os.environ,
        timeout=60,
    )
    assert killed.returncode == -9
    store = ReferenceStore(change.device.path)
    age = store.age("bills")
    assert age is not None
    assert age.version == known
    assert store.bill("0")[0].title == ("کهنه" if known == 1 else "نو")
    store.close()
    change.refresh.run()
    assert change.holds_the_newest()
    assert not change.whole_was_fetched()
