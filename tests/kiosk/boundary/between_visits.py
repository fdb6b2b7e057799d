"""The screen that stands while nobody is served."""

from kiosk.boundary.parts import Button, Notice
from kiosk.boundary.screens import Attract
from tests.kiosk.interface.models import STANDARD

HOME = STANDARD["home"]
ATTRACT = Attract(
    title="",
    status=HOME.status,
    clock=HOME.clock,
    place=HOME.place,
    subtitle="",
    start=Button(name="start", intent="start", label="شروع"),
    languages=(),
    warning=Notice(tone="notice", icon="", text=""),
)
