"""A UPS, as the NUT service (upsd) on this machine or in the network knows it.

When the battery ends, upsmon shuts the machine down; here it is only told in time.
"""

import time
from typing import Annotated

from msgspec import Meta

from hardware.address import DeviceAddress, TcpAddress
from hardware.cabinet.looking import CabinetPart, CannotTell, Seen
from hardware.cabinet.nut.protocol import PORT
from hardware.cabinet.nut.session import UpsdSession
from hardware.cabinet.nut.status import seen_of
from hardware.device import DeviceKind, DeviceSettings, Listener, Table
from hardware.link import LinkDown, LinkLost, open_link
from hardware.reasons import Reason
from hardware.state import Component

_ANSWER_S = 0.9
_EVERY_S = 5.0


class UpsSight:
    """Asks upsd over a line that it keeps open."""

    def __init__(self, address: DeviceAddress, ups: str) -> None:
        self._address = address
        self._ups = ups
        self._session: UpsdSession | None = None
        self._ending = False

    def look(self) -> Seen:
        session = self._session
        if session is not None:
            try:
                return seen_of(session.variables(time.monotonic() + _ANSWER_S))
            except LinkLost:
                if self._ending:
                    raise
                self.close()  # upsd was started anew: so are we, once
        return seen_of(self._opened().variables(time.monotonic() + _ANSWER_S))

    def interrupt(self) -> None:
        self._ending = True
        session = self._session
        if session is not None:
            session.interrupt()

    def close(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()

    def _opened(self) -> UpsdSession:
        try:
            link = open_link(self._address, time.monotonic() + _ANSWER_S)
        except LinkDown as error:
            raise CannotTell(
                Reason.SERVICE_DOWN,
                f"The UPS service does not answer at {self._address}.",
                "Start it: `systemctl start nut-server`; its log says more.",
            ) from error
        self._session = UpsdSession(link, self._ups)
        return self._session


class NutSettings(DeviceSettings, frozen=True, kw_only=True):
    """`ups` is the name that stands in upsd's ups.conf."""

    address: DeviceAddress = DeviceAddress.parse(f"tcp:127.0.0.1:{PORT}")
    ups: Annotated[str, Meta(pattern=r"^[A-Za-z0-9._-]{1,64}$")] = "ups"

    def __post_init__(self) -> None:
        if not isinstance(self.address, TcpAddress):
            raise ValueError(f"upsd listens on TCP, as in tcp:127.0.0.1:{PORT}")


def open_ups(settings: NutSettings, listener: Listener, every_s: float = _EVERY_S) -> CabinetPart:
    sight = UpsSight(settings.address, settings.ups)
    return CabinetPart(Component.UPS, sight, every_s, listener)


KIND = DeviceKind(
    table=Table.CABINET,
    driver="nut",
    summary="a UPS that the NUT service knows: mains, battery, load",
    settings=NutSettings,
    example="""
[[cabinet]]
driver = "nut"
address = "tcp:127.0.0.1:3493"
ups = "ups"
""",
    open=open_ups,
)
