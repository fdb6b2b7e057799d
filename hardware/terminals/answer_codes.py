"""The bank's two-digit answer codes (ISO 8583 field 39), as terminals pass them on."""

from hardware.terminals.port import DeclineReason

APPROVED_CODE = "00"

# A code that is not here says nothing sure about the money.
DECLINE_REASONS: dict[str, DeclineReason] = {
    "05": DeclineReason.BANK_REFUSED,
    "14": DeclineReason.CARD_REFUSED,
    "50": DeclineReason.CANCELLED,
    "51": DeclineReason.NO_FUNDS,
    "54": DeclineReason.CARD_EXPIRED,
    "55": DeclineReason.WRONG_PIN,
    "57": DeclineReason.NOT_PERMITTED,
    "58": DeclineReason.TERMINAL_REFUSED,
    "61": DeclineReason.LIMIT,
    "65": DeclineReason.LIMIT,
    "75": DeclineReason.CARD_REFUSED,
    "81": DeclineReason.CANCELLED,
    "91": DeclineReason.BANK_UNREACHABLE,
    "99": DeclineReason.CANCELLED,
}
