"""What the profiles of all payment terminals say alike."""

from typing import Annotated

import msgspec

from hardware.address import DeviceAddress
from hardware.device import DeviceSettings
from hardware.terminals.identity import TerminalIdentity
from hardware.terminals.port import Capability

TerminalId = Annotated[
    str,
    msgspec.Meta(pattern="^[0-9]{8}$", description="the terminal's number, eight digits"),
]
MerchantId = Annotated[
    str,
    msgspec.Meta(
        pattern="^[0-9A-Za-z]{1,15}$",
        description="the merchant's number; an answer for another stops payment",
    ),
]
Contactless = Annotated[
    bool, msgspec.Meta(description="cards may be held to this terminal; the screen says so")
]


class TerminalSettings(DeviceSettings, frozen=True, kw_only=True):
    """`terminal_id`: an answer from any other terminal stops payment."""

    address: DeviceAddress
    terminal_id: TerminalId
    merchant_id: MerchantId | None = None
    contactless: Contactless = False

    @property
    def identity(self) -> TerminalIdentity:
        return TerminalIdentity(self.terminal_id, self.merchant_id)

    @property
    def extras(self) -> frozenset[Capability]:
        """What the model can beyond its protocol, as the profile says."""
        return frozenset({Capability.CONTACTLESS} if self.contactless else ())
