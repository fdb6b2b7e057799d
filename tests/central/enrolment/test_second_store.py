"""What the hub did since the copy comes back from its second store, and nothing leaves without."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, update

from central.beginning import begin_journal
from central.commanding import Wish, order_command
from central.commanding.models import CommandOrder
from central.commanding.sending import Sender
from central.enrolment import AllottedPrefix
from central.enrolment.revocation import revoke_device
from central.fleet import find_device, find_verify_key, is_active
from central.hub import Hub
from central.ingest import HubState, Journal
from central.ingest.audit import verify_journals
from central.journal import SecondStore, SecondStoreFailed
from central.restoring import SecondStoreUnreadable
from central.tables import METADATA
from contract.command import CommandName
from contract.enrolment import CertificateAnswer, Problem
from contract.signature import key_id
from tests.central.enrolment.conftest import HubOffice, Machine


def keep_up(hub: Hub) -> None:
    with hub.sessions.reading() as session:
        hub.second_store.keep_up(session)


def enrol(office: HubOffice, machine: Machine) -> CertificateAnswer:
    answer = office.certificate(office.code(), machine)
    assert isinstance(answer, CertificateAnswer), answer
    return answer


class Copy:
    """The database of one moment, put back later: rows of the tables, since both kinds of database
    must be tried."""

    def __init__(self, office: HubOffice) -> None:
        self._tables = _rows(office.hub)

    def put_back(self, office: HubOffice, *, marked: bool = True) -> Hub:
        """As a hub opens it next; `marked` as `hub backup` marks its copies."""
        _replace(office.hub, self._tables)
        with office.hub.sessions.writing() as session:
            session.execute(update(HubState).values(restored=marked))
        begin_journal(office.hub)
        return office.hub


def _rows(hub: Hub) -> dict[str, list[dict[str, object]]]:
    with hub.engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(table.select())]
            for table in METADATA.sorted_tables
        }


def _replace(hub: Hub, tables: dict[str, list[dict[str, object]]]) -> None:
    with hub.engine.begin() as connection:
        for table in reversed(METADATA.sorted_tables):
            connection.execute(table.delete())
        for table in METADATA.sorted_tables:
            if tables[table.name]:
                connection.execute(table.insert(), tables[table.name])


def state(hub: Hub) -> tuple[int, bool]:
    with hub.sessions.reading() as session:
        found = session.get_one(HubState, 1)
        return found.epoch, found.restored


def test_a_device_that_was_revoked_since_the_copy_stays_revoked(office: HubOffice) -> None:
    stolen = enrol(office, Machine()).device
    copy = Copy(office)
    with office.hub.sessions.writing() as session:
        revoke_device(office.hub, session, stolen, "stolen", "admin")
    keep_up(office.hub)
    hub = copy.put_back(office)
    with hub.sessions.reading() as session:
        assert not is_active(session, stolen)
        assert find_device(session, stolen).revoked_reason == "stolen"


def test_a_kiosk_that_was_enrolled_since_the_copy_is_known(office: HubOffice) -> None:
    enrol(office, Machine())
    copy = Copy(office)
    machine = Machine()
    enrolled = enrol(office, machine)
    hub = copy.put_back(office)
    key = key_id(bytes(machine.journal.verify_key))
    with hub.sessions.reading() as session:
        assert is_active(session, enrolled.device)
        assert find_verify_key(session, enrolled.device, key) is not None
        row = find_device(session, enrolled.device)
        assert (row.district, row.office, row.number) == (2, "khayyam", 2)
        taken = set(session.scalars(select(AllottedPrefix.prefix)))
    assert set(enrolled.tracking_prefixes) <= taken
    following = enrol(office, Machine())
    assert following.place.number == 3
    assert not set(following.tracking_prefixes) & taken


def test_an_order_of_before_is_there_and_void_and_its_number_does_not_come_again(
    office: HubOffice,
) -> None:
    device = enrol(office, Machine()).device
    copy = Copy(office)
    ordered = order_command(office.hub, Wish(device, CommandName.TEST_PRINT), "maryam")
    said: list[bytes] = []
    Sender(office.hub, lambda _topic, data: said.append(data)).send()
    assert len(said) == 1
    hub = copy.put_back(office)
    Sender(hub, lambda _topic, data: said.append(data)).send()
    assert len(said) == 1
    with hub.sessions.reading() as session:
        assert session.get(CommandOrder, (ordered.epoch, ordered.counter)) is not None
    assert order_command(hub, Wish(device, CommandName.REFRESH), "maryam").epoch == 2


def test_the_same_copy_put_back_twice_begins_a_third_epoch(office: HubOffice) -> None:
    device = enrol(office, Machine()).device
    copy = Copy(office)
    copy.put_back(office)
    order_command(office.hub, Wish(device, CommandName.REFRESH), "maryam")
    keep_up(office.hub)
    hub = copy.put_back(office)
    assert state(hub) == (3, False)
    with hub.sessions.reading() as session:
        assert session.get(CommandOrder, (2, 1)) is not None
        journals = list(session.scalars(select(Journal).order_by(Journal.state)))
    assert sorted(journal.state for journal in journals) == ["ended", "ended", "live"]
    with hub.engine.connect() as connection:
        assert {report.fault for report in verify_journals(connection)} == {""}


def test_a_database_that_was_put_back_without_a_word_is_found_out(office: HubOffice) -> None:
    stolen = enrol(office, Machine()).device
    copy = Copy(office)
    with office.hub.sessions.writing() as session:
        revoke_device(office.hub, session, stolen, "stolen", "admin")
    keep_up(office.hub)
    hub = copy.put_back(office, marked=False)
    assert state(hub) == (2, False)
    with hub.sessions.reading() as session:
        assert not is_active(session, stolen)


def test_a_hub_that_is_up_to_date_goes_on_in_its_epoch(office: HubOffice) -> None:
    enrol(office, Machine())
    office.claim()  # only in the database so far
    begin_journal(office.hub)
    keep_up(office.hub)
    begin_journal(office.hub)
    assert state(office.hub) == (1, False)


def test_what_a_power_cut_tore_is_written_again(office: HubOffice) -> None:
    enrol(office, Machine())
    keep_up(office.hub)
    (path,) = office.hub.second_store.folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:-7])
    fresh = SecondStore(office.hub.second_store.folder)
    with office.hub.sessions.reading() as session:
        fresh.keep_up(session)
    assert path.read_bytes() == whole


def block(office: HubOffice) -> Path:
    """A file stands where the folder should be."""
    folder = office.hub.second_store.folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_bytes(b"")
    return folder


def test_no_certificate_is_given_until_the_second_store_is_there_and_then_the_same(
    office: HubOffice,
) -> None:
    code, machine = office.code(), Machine()
    folder = block(office)
    refused = office.certificate(code, machine)
    assert isinstance(refused, Problem)
    assert refused.reason == "second_store"
    assert str(folder) in refused.what
    folder.unlink()
    given = office.certificate(code, machine)
    assert isinstance(given, CertificateAnswer)
    with office.hub.sessions.reading() as session:
        assert is_active(session, given.device)


def test_no_command_is_sent_until_the_second_store_is_there(
    office: HubOffice, caplog: pytest.LogCaptureFixture
) -> None:
    device = enrol(office, Machine()).device
    folder = block(office)
    order_command(office.hub, Wish(device, CommandName.TEST_PRINT), "maryam")
    said: list[bytes] = []
    sender = Sender(office.hub, lambda _topic, data: said.append(data))
    sender.send()
    sender.send()
    assert said == []
    assert [str(folder) in message for message in caplog.messages] == [True]
    folder.unlink()
    sender.send()
    assert len(said) == 1


def test_a_store_that_cannot_be_read_stops_a_restored_hub_and_says_what_to_do(
    office: HubOffice,
) -> None:
    enrol(office, Machine())
    copy = Copy(office)
    (path,) = office.hub.second_store.folder.iterdir()
    path.unlink()
    path.mkdir()
    with pytest.raises(SecondStoreUnreadable) as stopped:
        copy.put_back(office)
    assert str(office.hub.second_store.folder) in stopped.value.what
    assert stopped.value.next_step


def test_another_folder_is_used_where_it_is_named(office: HubOffice, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other disk"
    hub = replace(office.hub, settings=replace(office.hub.settings, second_store=elsewhere))
    office.claim()
    keep_up(hub)
    assert len(list(elsewhere.iterdir())) == 1


def test_a_failed_copy_names_the_folder(office: HubOffice) -> None:
    office.claim()
    folder = block(office)
    with pytest.raises(SecondStoreFailed) as failed:
        keep_up(office.hub)
    assert str(folder) in failed.value.what
