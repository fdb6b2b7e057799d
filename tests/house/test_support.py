"""The servers that the tests lean on do what their names say."""

import signal
import sys
from pathlib import Path

import psycopg
import pytest

from tests.support.mosquitto import Mosquitto, mutual_tls_configuration
from tests.support.ports import free_port, is_listening
from tests.support.processes import ChildProcess


def test_free_ports_are_never_given_twice() -> None:
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == len(ports)


def test_a_killed_broker_comes_back_on_its_port(mosquitto: Mosquitto) -> None:
    assert is_listening(mosquitto.port)
    mosquitto.kill()
    assert not is_listening(mosquitto.port)
    mosquitto.start()
    assert is_listening(mosquitto.port)


def test_a_broker_that_cannot_start_says_why() -> None:
    with pytest.raises(AssertionError, match="did not start"), Mosquitto(mutual_tls_configuration):
        pass


def test_each_test_gets_an_empty_database_of_its_own(postgresql_url: str) -> None:
    url = postgresql_url.replace("+psycopg", "")
    with psycopg.connect(url) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()
    assert tables == (0,)


def test_a_child_is_stopped_and_its_output_kept(tmp_path: Path) -> None:
    script = "import signal, sys; print('up', flush=True); signal.pause()"
    child = ChildProcess([sys.executable, "-c", script], tmp_path / "log")
    child.until_output("up")
    assert child.exit_code is None
    assert child.stop() == -signal.SIGTERM
    assert child.output() == "up\n"
