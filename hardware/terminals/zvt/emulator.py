"""An emulated ZVT terminal: the desk behind it, ZVT before it. One client at a time."""

import time

from contract.values import Rial
from hardware.link import ByteLink
from hardware.terminals.emulated_desk import EmulatedTerminalSetup, Phase
from hardware.terminals.emulated_terminal import EmulatedTerminal
from hardware.terminals.ledger import Charge
from hardware.terminals.zvt.channel import ApduChannel, BareChannel, SerialChannel
from hardware.terminals.zvt.codec import fields
from hardware.terminals.zvt.codec.apdu import Apdu
from hardware.terminals.zvt.codec.messages import (
    ACKNOWLEDGEMENT,
    BUSY,
    FUNCTION_NOT_POSSIBLE,
    IRANIAN_RIAL,
    Control,
    StatusInformation,
    encode_status_information,
    encode_terminal_state,
    refusal,
    reversed_receipt,
)

_RRN_DIGITS = 8  # field 3B has eight places
_CUSTOMER_ABORT = 0x6C
_DECLINED = 0x66
_CANNOT_REVERSE = 0xB5
_VERSION = "1.0.0"
_PHASE_STATUS = {Phase.WAITING_FOR_CARD: 0x0A, Phase.IN_BANK: 0x04}
_MERCHANT = "QAZVIN"
_COMPLETED = Apdu(Control.COMPLETION)


class EmulatedZvtTerminal(EmulatedTerminal[Apdu]):
    """`serial`: speaks framed ZVT, for a pseudo terminal."""

    def __init__(self, setup: EmulatedTerminalSetup, serial: bool = False) -> None:
        super().__init__(setup, _RRN_DIGITS)
        self._serial = serial

    def _channel(self, link: ByteLink) -> ApduChannel:
        return SerialChannel(link) if self._serial else BareChannel(link)

    def _hear(self, unit: Apdu) -> None:
        match unit.control:
            case Control.ACKNOWLEDGED:
                pass
            case Control.REGISTRATION:
                self.say(ACKNOWLEDGEMENT, self._registered())
            case Control.ABORT:
                self.say(ACKNOWLEDGEMENT)
                self.desk.cancel()
            case _ if self.desk.phase is not Phase.IDLE:
                self.say(refusal(BUSY))
            case Control.AUTHORISATION:
                self._authorise(unit.data)
            case Control.STATUS_ENQUIRY:
                self.say(ACKNOWLEDGEMENT, encode_terminal_state(_VERSION, 0))
            case Control.REPEAT_RECEIPT:
                self._repeat()
            case Control.REVERSAL:
                back = self.desk.reverse(*reversed_receipt(unit.data))
                answer = (_aborted(_CANNOT_REVERSE),) if back is None else self._approval(back)
                self.say(ACKNOWLEDGEMENT, *answer)
            case Control.END_OF_DAY:
                total = Rial(self.desk.settle())
                told = StatusInformation(result_code=0, amount=total, currency=IRANIAN_RIAL)
                self.say(ACKNOWLEDGEMENT, encode_status_information(told), _COMPLETED)
            case _:
                self.say(refusal(FUNCTION_NOT_POSSIBLE))

    def _registered(self) -> Apdu:
        terminal = bytes.fromhex(self.desk.terminal_id)
        state = fields.encode_field(fields.STATUS_BYTE, b"\0")
        return Apdu(Control.COMPLETION, state + fields.encode_field(fields.TERMINAL_ID, terminal))

    def _authorise(self, data: bytes) -> None:
        amount = int(fields.bcd_text(fields.parse_fields(data)[fields.AMOUNT]))
        self.say(ACKNOWLEDGEMENT)
        self.begin(amount, None)

    def _repeat(self) -> None:
        last = self.desk.ledger.last
        answer = (_aborted(FUNCTION_NOT_POSSIBLE),) if last is None else self._approval(last)
        self.say(ACKNOWLEDGEMENT, *answer)

    def _progress(self, phase: Phase) -> tuple[Apdu, ...]:
        return (Apdu(Control.INTERMEDIATE_STATUS, bytes((_PHASE_STATUS[phase],))),)

    def _approval(self, charge: Charge) -> tuple[Apdu, ...]:
        at = time.localtime(charge.at_ms / 1000)
        told = encode_status_information(
            StatusInformation(
                result_code=0,
                amount=Rial(charge.amount),
                currency=IRANIAN_RIAL,
                trace=charge.trace,
                time=time.strftime("%H%M%S", at),
                date=time.strftime("%m%d", at),
                terminal_id=charge.terminal_id,
                merchant=charge.merchant or _MERCHANT,
                receipt=charge.receipt,
                authorisation=charge.rrn,
                card_type=0x02,
                card_name="SHETAB",
            )
        )
        return Apdu(Control.STATUS_INFORMATION, told.data + _card(charge.pan)), _COMPLETED

    def _refusal(self, code: str | None) -> tuple[Apdu, ...]:
        if code is None:
            return (_aborted(_CUSTOMER_ABORT),)
        told = StatusInformation(result_code=_DECLINED, host_code=code)
        return encode_status_information(told), _aborted(_DECLINED)


def _aborted(code: int) -> Apdu:
    return Apdu(Control.ABORTED, bytes((code,)))


def _card(number: str) -> bytes:
    """As the setup has it: a terminal that tells the whole number is one to be tried too."""
    nibbles = number.replace("*", "e")
    return fields.encode_field(fields.PAN, bytes.fromhex(nibbles + "f" * (len(nibbles) % 2)))
