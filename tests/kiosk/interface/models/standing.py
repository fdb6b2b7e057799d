"""Messages, the screen after a restart, no service."""

from msgspec import structs

from contract.values import persian_digits
from kiosk.boundary.screens import Message, OutOfService, Recovery
from tests.kiosk.interface.models.parts import (
    CLOCK,
    OFFLINE,
    OK,
    ONLINE,
    PILLS,
    PLACE,
    button,
    say,
)

HOME_BUTTON = button("ok", "ok", "refused-home")

MESSAGE_PAID = Message(
    title=say("entry-title"),
    status=ONLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    tone="good",
    icon="check-circle",
    headline=say("refused-paid"),
    body=say("refused-paid-body-on", date=persian_digits("1405/08/19")),
    primary=HOME_BUTTON,
)
MESSAGE_OTHER = structs.replace(
    MESSAGE_PAID,
    tone="notice",
    icon="warning",
    headline=say("refused-other_service"),
    body=say("refused-other_service-body"),
    secondary=button("retry", "retry", "refused-edit"),
)
MESSAGE_UNKNOWN = structs.replace(
    MESSAGE_PAID,
    status=OFFLINE,
    tone="danger",
    icon="warning",
    headline=say("refused-result_unknown"),
    body=say("refused-result_unknown-body", phone=persian_digits("137")),
)
RECOVERY = Recovery(
    title=say("recovering-title"),
    status=ONLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    tone="danger",
    headline=say("recovered"),
    body=say("recovered-body"),
    lines=(
        say("recovered-paid-uncertain", time=persian_digits("10:38")),
        say("recovered-unknown", time=persian_digits("10:41")),
    ),
    primary=OK,
)
RECOVERING = structs.replace(
    RECOVERY,
    tone="notice",
    headline=say("recovering"),
    body=say("recovering-body"),
    lines=(),
    primary=structs.replace(OK, enabled=False),
)
OUT_OF_SERVICE = OutOfService(
    title=say("out-title"),
    status=OFFLINE,
    clock=CLOCK,
    place=PLACE,
    pills=PILLS,
    headline=say("out-title"),
    body=say("out-body"),
    reason=say("out-storage"),
    phone=say("out-phone", phone=persian_digits("137")),
)
