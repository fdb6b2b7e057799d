"""Who is let in where: the public port without, the device port only with a certificate."""

import ssl
from pathlib import Path

import httpx
import pytest

from provisioning.authority import CityPlan, init_city
from tests.central.support.rig import CityRig
from tests.provisioning.city import client_context, now
from tests.support.ports import LOOPBACK


@pytest.fixture
def hub(rig: CityRig) -> CityRig:
    rig.start_hub()
    return rig


def client(rig: CityRig, certificate: tuple[Path, Path] | None = None) -> httpx.Client:
    context = ssl.create_default_context(cafile=str(rig.city.certificate("root")))
    if certificate is not None:
        context.load_cert_chain(*certificate)
    return httpx.Client(verify=context)


def test_health_and_metrics_are_public(hub: CityRig) -> None:
    with client(hub) as caller:
        health = caller.get(f"https://{LOOPBACK}:{hub.port}/healthz")
        metrics = caller.get(f"https://{LOOPBACK}:{hub.port}/metrics")
        inner = caller.get(f"https://{LOOPBACK}:{hub.port}/admin/v1/counts")
    assert health.json()["status"] == "ok"
    assert metrics.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "\npishkhan_hub_broker_connected 1\n" in metrics.text
    assert inner.status_code in (303, 404)


def test_the_device_port_hears_nobody_without_a_certificate(hub: CityRig) -> None:
    with client(hub) as caller, pytest.raises(httpx.HTTPError):
        caller.get(f"https://{LOOPBACK}:{hub.device_port}/admin/v1/counts")


def test_the_device_port_hears_nobody_of_another_city(hub: CityRig, tmp_path: Path) -> None:
    tabriz = init_city(CityPlan("tabriz", "تبریز", ()), tmp_path / "tabriz", now())
    stranger = (tabriz.certificate("admin"), tabriz.key("admin"))
    with client(hub, stranger) as caller, pytest.raises(httpx.HTTPError):
        caller.get(f"https://{LOOPBACK}:{hub.device_port}/admin/v1/counts")


@pytest.mark.parametrize("name", ["hub", "broker"])
def test_only_the_administrator_counts(hub: CityRig, name: str) -> None:
    with pytest.raises(httpx.HTTPError):
        hub.ask("/admin/v1/counts", name)
    assert hub.ask("/admin/v1/counts")["payments"] == {}


def test_only_the_administrator_reads_which_events_there_are(hub: CityRig) -> None:
    path = f"/admin/v1/journals/{'0' * 32}/events"
    with pytest.raises(httpx.HTTPError):
        hub.ask(path, "hub")
    assert list(hub.ask(path)) == []


def test_an_unenrolled_name_under_the_citys_authority_is_no_device(hub: CityRig) -> None:
    files = hub.certificate("k-ghost")
    context = client_context(hub.city, files.certificate, files.key)
    with httpx.Client(verify=context) as caller:
        answer = caller.get(f"https://{LOOPBACK}:{hub.device_port}/device/v1/reference/city")
    assert answer.status_code == 403
