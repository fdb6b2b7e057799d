"""What all screens have."""

from msgspec import Struct

from kiosk.boundary.parts import (
    ClockFace,
    HelpPanel,
    IdleOverlay,
    ListenBar,
    Pill,
    PlaceLine,
    Preferences,
    StatusLine,
    TechnicianDoor,
)


class Screen(Struct, frozen=True, kw_only=True):
    """`screen` names the model (and the QML file to load)."""

    screen: str = ""
    title: str
    status: StatusLine
    clock: ClockFace
    place: PlaceLine
    preferences: Preferences = Preferences()
    pills: tuple[Pill, ...] = ()
    listen: ListenBar | None = None
    idle: IdleOverlay | None = None
    help: HelpPanel | None = None
    technician: TechnicianDoor | None = None
