"""Commands of the city: signed, in order, at most once, journaled first, answered."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from nacl.signing import SigningKey

from contract.command import Command, CommandName, CommandOutcome, CommandResult, sign_command
from contract.envelope import decode_envelope
from contract.events import CommandFinished, CommandReceived, Event, ReferenceApplied, decode_body
from contract.reference import Dataset
from contract.upload import UploadKind, upload_path
from edge_agent.agent.commands import SUBJECT
from edge_agent.commands.update import OPEN_PATH
from edge_agent.device import (
    DeviceDirectory,
    OrderAnswer,
    remove_order,
    write_order_answer,
)
from edge_agent.journal import Draft, Hold, JournalReader, active_journal
from provisioning.__main__ import main
from tests.edge_agent.city import CITY, City, topics_of
from tests.edge_agent.device_port import DevicePort
from tests.edge_agent.hub_double import HubDouble
from tests.edge_agent.reference.test_refresh import CITY_RECORD
from tests.edge_agent.support import opened
from tests.edge_agent.uplink.agent_process import StartAgent, until_link
from tests.support.mosquitto import Mosquitto
from tests.support.waiting import eventually

FAR_MS = 4_000_000_000_000


@pytest.fixture
def port(city: City) -> Iterator[DevicePort]:
    with DevicePort(city) as port:
        yield port


@pytest.fixture
def device(city: City, broker: Mosquitto, port: DevicePort, tmp_path: Path) -> DeviceDirectory:
    return city.enrol(tmp_path / "device", "k-test", broker.port, port.url)


def order(
    counter: int,
    name: CommandName = CommandName.REFRESH,
    device: str = "k-test",
    expires_ms: int = FAR_MS,
) -> Command:
    return Command(
        epoch=1,
        counter=counter,
        city=CITY,
        device=device,
        name=name,
        issued_ms=1,
        expires_ms=expires_ms,
    )


def until_results(hub: HubDouble, count: int) -> list[CommandResult]:
    eventually(lambda: len(hub.results) >= count, f"{count} results")
    return hub.results


def events(device: DeviceDirectory) -> list[Event]:
    with JournalReader(active_journal(device.journals_path, "agent").path) as reader:
        return [
            decode_body(e.kind, e.version, decode_envelope(e.envelope).body)
            for e in reader.entries()
        ]


def journaled(device: DeviceDirectory) -> list[CommandReceived | CommandFinished]:
    return [b for b in events(device) if isinstance(b, CommandReceived | CommandFinished)]


def test_a_refresh_is_carried_out_journaled_and_answered(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    start_agent(device)
    until_link(device, "online")
    port.publish([CITY_RECORD], version=3)
    hub.command(order(1))
    (result,) = until_results(hub, 1)
    assert (result.epoch, result.counter) == (1, 1)
    assert (result.outcome, result.detail) == (CommandOutcome.DONE, f"{Dataset.CITY} 3")
    received, finished = journaled(device)
    assert isinstance(received, CommandReceived)
    assert isinstance(finished, CommandFinished)
    assert finished.outcome == "done"
    assert (finished.code, finished.figures) == ("data_applied", {"city": "3"})


def test_what_came_into_use_stands_in_the_journal_though_the_refresh_failed_later(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    start_agent(device)
    until_link(device, "online")
    port.answers[f"/device/v1/reference/{Dataset.BILLS}"] = (500, b"the database is away")
    manifest = port.publish([CITY_RECORD], version=3)
    hub.command(order(1))
    (result,) = until_results(hub, 1)
    assert result.outcome is CommandOutcome.FAILED
    assert "the database is away" in result.detail
    applied = ReferenceApplied(dataset=Dataset.CITY, version=3, digest=manifest.digest)
    assert [event for event in events(device) if isinstance(event, ReferenceApplied)] == [applied]


def test_a_nudge_over_the_broker_brings_new_data(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    start_agent(device)
    until_link(device, "online")
    eventually(lambda: f"/device/v1/reference/{Dataset.CITY}" in port.asked, "the first refresh")
    port.publish([CITY_RECORD], version=4)
    hub.publish(f"pishkhan/1/{CITY}/reference/{Dataset.CITY}", b"4")

    def told() -> bool:
        with hub.lock:
            return any(
                (age.dataset, age.version) == ("city", 4)
                for telemetry in hub.telemetry
                for age in telemetry.reference
            )

    eventually(told, "the new version in telemetry")


def test_the_certificate_is_rotated_and_the_next_connection_shows_the_new_one(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    before = device.tls_certificate_path.read_bytes()
    start_agent(device)
    until_link(device, "online")
    port.issues = True
    hub.command(order(1, CommandName.ROTATE_CERTIFICATE))
    (result,) = until_results(hub, 1)
    assert (result.outcome, result.detail[:14]) == (CommandOutcome.DONE, "valid until 20")
    after = device.tls_certificate_path.read_bytes()
    assert after != before
    hub.command(order(2))
    assert until_results(hub, 2)[1].outcome is CommandOutcome.DONE
    assert port.shown[0] == x509.load_pem_x509_certificate(before)
    assert port.shown[-1] == x509.load_pem_x509_certificate(after)


def test_logs_are_sent_with_the_devices_certificate(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    start_agent(device)
    until_link(device, "online")
    port.answers[upload_path(UploadKind.LOGS)] = (200, b"")
    hub.command(order(1, CommandName.SEND_LOGS))
    (result,) = until_results(hub, 1)
    assert result.outcome is CommandOutcome.DONE
    lines = [json.loads(line) for line in gzip.decompress(port.sent[0]).splitlines()]
    assert result.detail.startswith(f"{len(lines)} lines, ")
    assert "online" in [line["message"] for line in lines]


def test_logs_that_the_hub_does_not_take_are_reported_and_others_have_their_turn(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    start_agent(device)
    until_link(device, "online")
    port.answers[upload_path(UploadKind.LOGS)] = (413, b"too many")
    hub.command(order(1, CommandName.SEND_LOGS))
    hub.command(order(2))
    failed, after = until_results(hub, 2)
    assert failed.outcome is CommandOutcome.FAILED
    assert "413: too many" in failed.detail
    assert (after.counter, after.outcome) == (2, CommandOutcome.DONE)


@pytest.mark.parametrize(
    ("status", "outcome"), [(200, CommandOutcome.DONE), (413, CommandOutcome.FAILED)]
)
def test_a_picture_of_the_screen_leaves_the_kiosk_whether_the_hub_takes_it_or_not(
    start_agent: StartAgent,
    device: DeviceDirectory,
    hub: HubDouble,
    port: DevicePort,
    status: int,
    outcome: CommandOutcome,
) -> None:
    start_agent(device)
    until_link(device, "online")
    port.answers[upload_path(UploadKind.SCREENSHOT)] = (status, b"")
    hub.command(order(1, CommandName.SCREENSHOT))
    eventually(lambda: remove_order(device.order_path), "the kiosk took the order")
    device.picture_path.write_bytes(b"what the kiosk showed")
    done = OrderAnswer(order="1.1", name="screenshot", word="done", detail="")
    write_order_answer(device.order_answer_path, done)
    (result,) = until_results(hub, 1)
    assert result.outcome is outcome
    assert port.sent == [b"what the kiosk showed"]
    assert not device.picture_path.exists()


def test_what_this_machine_cannot_do_is_refused_with_a_reason(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    start_agent(device)
    until_link(device, "online")
    hub.command(order(1, CommandName.UPDATE))
    hub.command(order(2, expires_ms=2))
    first, second = until_results(hub, 2)
    assert first.outcome is second.outcome is CommandOutcome.REFUSED
    assert "not prepared for releases" in first.detail
    assert "its time was over" in second.detail


def test_a_look_for_a_release_ends_with_what_came_of_it(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    assert main(["application", "--device", str(device.path)]) == 0
    start_agent(device)
    until_link(device, "online")
    hub.command(order(1, CommandName.UPDATE))
    (failed,) = until_results(hub, 1)
    assert failed.outcome is CommandOutcome.FAILED
    assert "404" in failed.detail
    port.answers[OPEN_PATH] = (200, b'{"version": null}')
    hub.command(order(2, CommandName.UPDATE))
    nothing = until_results(hub, 2)[-1]
    assert nothing.outcome is CommandOutcome.DONE
    assert nothing.detail == "no release is open for this kiosk"


def test_a_command_runs_at_most_once_and_never_after_a_later_one(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    agent = start_agent(device)
    until_link(device, "online")
    hub.command(order(2))
    until_results(hub, 1)
    hub.command(order(2))
    hub.command(order(1))
    agent.until_output("command 1.1 came again")
    agent.stop()
    start_agent(device)
    until_link(device, "online")
    hub.command(order(2))
    hub.command(order(3))
    assert [(r.epoch, r.counter) for r in until_results(hub, 2)] == [(1, 2), (1, 3)]
    assert len(journaled(device)) == 4


def test_what_the_city_did_not_sign_for_this_device_is_not_obeyed(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble
) -> None:
    agent = start_agent(device)
    until_link(device, "online")
    topic = topics_of("k-test").command
    hub.publish(topic, sign_command(order(1), SigningKey.generate()))
    hub.publish(topic, b"anything")
    hub.publish(topic, sign_command(order(1, device="k-other"), hub.command_key))
    agent.until_output("a command for k-other of qazvin came here")
    assert agent.output().count("a command is refused") == 2
    assert journaled(device) == []
    assert hub.results == []


def test_an_interrupted_command_is_reported_and_not_run_again(
    start_agent: StartAgent, device: DeviceDirectory, hub: HubDouble, port: DevicePort
) -> None:
    before = opened(device.journals_path, writer="agent")
    received = CommandReceived(epoch=1, counter=5, name="refresh")
    before.append(Draft(received, holds=(Hold(SUBJECT, "1:5:received"),)))
    before.close()
    start_agent(device)
    (result,) = until_results(hub, 1)
    assert (result.counter, result.outcome) == (5, CommandOutcome.INTERRUPTED)
    assert [type(event) for event in journaled(device)] == [CommandReceived, CommandFinished]
