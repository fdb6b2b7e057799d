"""A hub whose ingest has ended must not look well: it says so and ends, and is started again."""

import sys

import pytest

from contract.topics import Leaf
from tests.central.support.kiosk import Kiosk
from tests.central.support.rig import CityRig, MqttDevice
from tests.house.sources import ROOT
from tests.support.ports import LOOPBACK
from tests.support.processes import ChildProcess

ENDED_S = 20.0
BREAKING = """
import importlib, sys
from central.__main__ import main
place, *arguments = sys.argv[1:]
module, kind, name = place.split(":")
def broken(*_, **__):
    raise MemoryError("no room")
setattr(getattr(importlib.import_module(module), kind), name, broken)
from pishkhan import Program, run
sys.exit(run(Program("central.__main__", ""), arguments))
"""


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("central.ingest.worker:IngestWorker:deal_with", "ingest thread"),
        ("central.ingest.inbox:Inbox:put_note", "line to the broker"),
    ],
)
def test_the_hub_says_so_and_ends(rig: CityRig, place: str, part: str) -> None:
    hub = ChildProcess(
        [
            *(sys.executable, "-c", BREAKING, place, "serve"),
            *("--city-dir", str(rig.city.path), "--data", str(rig.folder / "data")),
            *("--port", str(rig.port), "--device-port", str(rig.device_port)),
            *("--broker", f"{LOOPBACK}:{rig.broker.port}", "--host", LOOPBACK),
        ],
        log=rig.folder / "hub.log",
        folder=ROOT,
    )
    try:
        hub.until_output('"connected to the broker')
        kiosk = Kiosk()
        device = MqttDevice(rig, kiosk)
        device.say(kiosk.topics.of(Leaf.HELLO), b"anything")
        assert hub.wait(timeout_s=ENDED_S) == 1
        device.close()
    finally:
        hub.kill()
    assert f"The hub's {part} has ended by itself" in hub.output()
