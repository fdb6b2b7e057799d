"""While the database is away, ports say so and when to come back; then all is as before."""

import ssl
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from central.database import Sessions, migrate, open_engine, open_sessions, resolve_url
from contract.enrolment import Problem
from tests.central.support.kiosk import Kiosk
from tests.central.support.rig import CityRig
from tests.provisioning.city import client_context
from tests.support.ports import LOOPBACK
from tests.support.postgresql import PostgreSQL


@pytest.fixture
def server() -> Iterator[PostgreSQL]:
    """Its own: this test kills it."""
    with PostgreSQL() as running:
        yield running


def test_ports_answer_503_with_when_to_come_back(rig: CityRig, server: PostgreSQL) -> None:
    with server.database() as url:
        engine = open_engine(resolve_url({}, rig.folder, url))
        migrate(engine)
        sessions: Sessions = open_sessions(engine)
        with sessions.writing() as session:
            kiosk = Kiosk().enrol(session)
        engine.dispose()
        hub = rig.start_hub(database_url=url)
        files = rig.certificate(kiosk.device)
        device = client_context(rig.city, files.certificate, files.key)
        admin = client_context(rig.city, rig.city.certificate("admin"), rig.city.key("admin"))
        browser = ssl.create_default_context(cafile=str(rig.city.certificate("root")))
        devices = f"https://{LOOPBACK}:{rig.device_port}"
        public = f"https://{LOOPBACK}:{rig.port}"
        reference = f"{devices}/device/v1/reference/offices"
        with (
            httpx.Client(verify=device) as kiosks,
            httpx.Client(verify=admin) as offices,
            httpx.Client(verify=browser, headers={"Accept": "text/html"}) as people,
        ):
            assert kiosks.get(reference).status_code == 404
            server.kill()
            answers = [
                kiosks.get(reference),
                kiosks.post(f"{devices}/device/v1/certificate", content=b"request"),
                offices.get(f"{devices}/admin/v1/counts"),
                people.get(f"{public}/healthz"),
            ]
            claim = offices.post(
                f"{devices}/admin/v1/claims", json={"district": 2, "office": "khayyam"}
            )
            server.start_again()
            assert kiosks.get(reference).status_code == 404
        assert [answer.status_code for answer in [*answers, claim]] == [503] * 5
        assert {answer.headers["retry-after"] for answer in [*answers, claim]} == {"5"}
        assert "try again in a few seconds" in answers[0].json()["detail"]
        assert "پایگاه داده" in answers[-1].text
        problem = msgspec.json.decode(claim.content, type=Problem)
        assert (problem.reason, problem.what) == (
            "unavailable",
            "The hub can't reach its database at the moment.",
        )
        hub.kill()
