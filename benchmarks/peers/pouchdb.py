"""CouchDB-style replication: PouchDB to express-pouchdb, each over LevelDB in a Node of its own.

They are fetched by npm, from where npm's own configuration says, into a cache folder: nothing of
them is part of Pishkhan.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import msgspec
import psutil

from benchmarks.drain import cpu_s
from benchmarks.figure import Figure
from contract.errors import MissingPart
from provisioning.broker.process import refuse_taken_port
from provisioning.demo.ports import HOST
from provisioning.tied import tied

PACKAGES = ("pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4.21.2")
DOCUMENTS = 20_000
PORT = 19_669
INSTALL_S = 300.0
STOP_S = 10.0
SCRIPTS = Path(__file__).parent


class PeerMissing(MissingPart):
    """It does not install on this machine."""


class Replicated(msgspec.Struct, frozen=True):
    """What the kiosk's side says at its end."""

    documents: int
    seconds: float
    processor_s: float


def replication(folder: Path, event_bytes: int) -> Figure:
    """Documents a second from one kiosk that was offline. Raises PeerMissing or PortTaken."""
    refuse_taken_port(HOST, PORT)
    modules = _installed()
    hub, kiosk = folder / "pouchdb-hub", folder / "pouchdb-kiosk"
    for place in (hub, kiosk):
        place.mkdir()
    with _node(modules, "hub_side.js", str(hub), str(PORT)) as server:
        _expect(server, "ready")
        count = str(DOCUMENTS)
        with _node(
            modules, "kiosk_side.js", str(kiosk), str(PORT), count, str(event_bytes)
        ) as client:
            _expect(client, "written")
            spent = cpu_s(psutil.Process(server.pid))
            _pipe(client.stdin).write(b"\n")
            _pipe(client.stdin).flush()
            done = msgspec.json.decode(_line(client), type=Replicated)
            spent = cpu_s(psutil.Process(server.pid)) - spent
    assert done.documents == DOCUMENTS, f"{done.documents} of {DOCUMENTS} arrived"
    return Figure(
        name="PouchDB replication, one kiosk",
        value=done.documents / done.seconds,
        unit="events/s",
        cpu_us=(spent + done.processor_s) * 1e6 / done.documents,
    )


def _installed() -> Path:
    """The folder of the packages; fetched once."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(cache) / "pishkhan" / "peers"
    stamp = folder / "installed"
    wanted = " ".join(PACKAGES)
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder / "node_modules"
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise PeerMissing("Node or npm is not installed.", "Install them: apt-get install npm")
    folder.mkdir(parents=True, exist_ok=True)
    options = ("--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder))
    done = subprocess.run(
        ["npm", "install", *options, *PACKAGES],
        capture_output=True, text=True, check=False, timeout=INSTALL_S,
    )  # fmt: skip
    if done.returncode != 0:
        words = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise PeerMissing(f"npm does not install PouchDB: {words}", "See npm's configuration.")
    stamp.write_text(wanted, "utf-8")
    return folder / "node_modules"


@contextmanager
def _node(modules: Path, script: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    node = shutil.which("node")
    if node is None:
        raise PeerMissing("Node is not installed.", "Install it: apt-get install nodejs")
    process = subprocess.Popen(
        tied([node, str(SCRIPTS / script), *arguments]),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "NODE_PATH": str(modules)},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=STOP_S)


def _expect(process: subprocess.Popen[bytes], word: str) -> None:
    said = _line(process).decode().strip()
    if said != word:
        process.kill()
        words = _pipe(process.stderr).read().decode("utf-8", "replace").strip().splitlines()
        raise PeerMissing(f"PouchDB does not start: {(words or [said])[-1]}", "Update Node.")


def _line(process: subprocess.Popen[bytes]) -> bytes:
    return _pipe(process.stdout).readline()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe
