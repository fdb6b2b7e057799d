"""A kiosk newer than the hub, one replaced by a new machine, a broker's new certificate."""

import datetime as dt
import socket
import ssl
from typing import ClassVar, cast

import pytest

from contract.events import Event
from contract.events.base import EventBody
from contract.values import TransactionId
from edge_agent.journal import Draft
from provisioning.authority.certificates import BROKER_NAME, certificate_pem, key_pem, make_server
from provisioning.authority.city import LOCAL_HOSTS
from provisioning.broker import prepare_broker, revoke_certificate
from tests.end_to_end.bad_days.drain import Drain
from tests.end_to_end.bad_days.judging import Trial
from tests.end_to_end.bad_days.kiosk import Kiosk
from tests.end_to_end.bad_days.town import Town
from tests.support.ports import LOOPBACK
from tests.support.waiting import eventually

pytestmark = pytest.mark.timeout(600)


class Parked(EventBody, frozen=True):
    """Something that only a later version knows."""

    KIND: ClassVar[str] = "parking.paid"
    VERSION: ClassVar[int] = 3
    plate: str


def test_what_a_newer_kiosk_says_is_kept_and_parked_and_the_rest_goes_on(
    town: Town, neighbour: Kiosk, request: pytest.FixtureRequest
) -> None:
    trial = Trial(town, request, "kiosk newer than the hub", (neighbour,))
    with neighbour.writing() as journal:
        parked = cast(Event, Parked(plate="72 ص 421"))
        journal.append(Draft(parked, TransactionId.new()))
    trial.after(lambda: neighbour.pay(5))
    trial.verify()
    assert town.copy.parked(neighbour.journal.journal.raw) == 1


def test_a_kiosk_replaced_by_a_new_machine_leaves_nothing_behind_and_nothing_open(
    town: Town, neighbour: Kiosk, request: pytest.FixtureRequest
) -> None:
    new = neighbour
    with town.kiosk() as old:
        trial = Trial(town, request, "kiosk replaced by a new machine", (old, new))
        old.pay(10)
        trial.after(old.start)
        administrator = town.city.administrator
        serials = administrator.revoke(old.name, "replaced")
        numbers = tuple(int(serial, 16) for serial in serials)
        city, now = administrator.city, dt.datetime.now(dt.UTC)
        assert revoke_certificate(city, old.name, numbers, now, city.broker)
        before, paid = town.through(old), old.rials()
        old.stop()
        old.pay(1)  # somebody goes on with the machine that was taken away
        old.start()
        eventually(lambda: "certificate revoked" in old.log, "the broker refuses it")
        old.stop()
        trial.kiosks = (new,)
        trial.after(lambda: new.pay(10))
        assert town.through(old) == before
        assert town.copy.rials_by_ledger([old.name]) == paid
        trial.verify()


def test_a_new_certificate_of_the_broker_is_met_by_hub_and_kiosks_without_a_word(
    town: Town, drain: Drain, request: pytest.FixtureRequest
) -> None:
    broker = town.city.broker
    assert broker is not None
    trial = Trial(town, request, "broker's certificate renewed", drain.kiosks)
    before = shown_certificate(town)
    renew_certificate(town)
    broker.running.reload()
    eventually(lambda: shown_certificate(town) != before, "the broker shows the new one")

    def reconnecting() -> None:
        drain.line.reset()
        drain.kiosks[0].pay(5)

    trial.after(reconnecting)

    def restarting() -> None:
        broker.kill_and_start_again()  # the hub meets the new one too
        drain.kiosks[0].pay(5)

    trial.after(restarting)
    trial.verify()


def renew_certificate(town: Town) -> None:
    """A new key and certificate of the city's root for the same names."""
    city = town.city.administrator.city
    now = dt.datetime.now(dt.UTC)
    name = city.record().city
    renewed = make_server(name, BROKER_NAME, LOCAL_HOSTS, city.identity("root"), now)
    city.certificate("broker").write_bytes(certificate_pem(renewed.certificate))
    city.key("broker").write_bytes(key_pem(renewed.key))
    assert town.city.broker is not None
    prepare_broker(city, town.city.broker.running.folder.listener)


def shown_certificate(town: Town) -> bytes:
    """What the broker shows to whoever connects."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((LOOPBACK, town.broker_port)) as plain,
        context.wrap_socket(plain) as opened,
    ):
        return opened.getpeercert(binary_form=True) or b""
