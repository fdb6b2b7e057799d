"""An emulated ZVT terminal: the desk behind it, ZVT before it. One client at a time."""

import contextlib
import time
from collections import deque

from contract.values import MaskedPan, Rial
from hardware.emulation.control import Answer, Command
from hardware.link import ByteLink, LinkTimeout
from hardware.terminals.emulated_desk import (
    Desk,
    EmulatedTerminalSetup,
    Ending,
    Outcome,
    Phase,
    Refusal,
    Silence,
    Taken,
)
from hardware.terminals.errors import MalformedFrame
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
)

_RRN_DIGITS = 8  # field 3B has eight places
_CUSTOMER_ABORT = 0x6C
_DECLINED = 0x66
_LOOK_S = 0.02
_VERSION = "1.0.0"
_OTHER_TERMINAL = "99999999"
_PHASE_STATUS = {Phase.WAITING_FOR_CARD: 0x0A, Phase.IN_BANK: 0x04}
_MERCHANT = "QAZVIN"


class EmulatedZvtTerminal:
    """`serial`: speaks framed ZVT, for a pseudo terminal."""

    def __init__(self, setup: EmulatedTerminalSetup, serial: bool = False) -> None:
        self._desk = Desk(setup, self, _RRN_DIGITS)
        self._terminal_id = setup.terminal_id
        self._serial = serial
        self._said: deque[Apdu] = deque()  # by the desk's thread, sent by the serving one
        self._channel: ApduChannel | None = None
        self._asker: ApduChannel | None = None  # whose payment it is; others hear nothing of it

    def serve(self, link: ByteLink) -> None:
        channel: ApduChannel = SerialChannel(link) if self._serial else BareChannel(link)
        self._said.clear()  # meant for a client that has gone
        self._channel = channel
        try:
            while True:
                while self._said:
                    channel.send(self._said.popleft())
                with contextlib.suppress(LinkTimeout):
                    self._hear(channel.receive(time.monotonic() + _LOOK_S))
        except MalformedFrame:
            return  # a real terminal hangs up on nonsense too
        finally:
            self._channel = None

    def interrupt(self) -> None:
        self._desk.close()
        self.drop_line()

    def obey(self, command: Command) -> Answer:
        return {**self._desk.obey(command), "connected": self._channel is not None}

    def drop_line(self) -> None:
        channel = self._channel
        if channel is not None:
            channel.interrupt()

    def phase_changed(self, phase: Phase) -> None:
        if self._channel is self._asker:
            self._say(Apdu(Control.INTERMEDIATE_STATUS, bytes((_PHASE_STATUS[phase],))))

    def ended(self, ending: Ending) -> None:
        if self._channel is not self._asker:
            return
        match ending:
            case Taken(charge, outcome):
                self._tell_taken(charge, outcome)
            case Refusal(code):
                self._tell_refused(code)
            case Silence():
                pass

    def _tell_taken(self, charge: Charge, outcome: Outcome) -> None:
        if outcome in (Outcome.SILENT_AFTER_CHARGE, Outcome.DROP_AFTER_CHARGE):
            return
        amount = charge.amount + (1000 if outcome is Outcome.WRONG_AMOUNT else 0)
        terminal = _OTHER_TERMINAL if outcome is Outcome.WRONG_TERMINAL else self._terminal_id
        self._say(_status(charge, amount, terminal))
        self._say(Apdu(Control.COMPLETION))

    def _tell_refused(self, code: str | None) -> None:
        if code is None:
            self._say(Apdu(Control.ABORTED, bytes((_CUSTOMER_ABORT,))))
            return
        told = StatusInformation(result_code=_DECLINED, host_code=code)
        self._say(encode_status_information(told))
        self._say(Apdu(Control.ABORTED, bytes((_DECLINED,))))

    def _hear(self, unit: Apdu) -> None:
        match unit.control:
            case Control.ACKNOWLEDGED:
                pass
            case Control.REGISTRATION:
                self._say(ACKNOWLEDGEMENT)
                terminal = fields.encode_field(
                    fields.TERMINAL_ID, bytes.fromhex(self._terminal_id)
                )
                state = fields.encode_field(fields.STATUS_BYTE, b"\0")
                self._say(Apdu(Control.COMPLETION, state + terminal))
            case Control.ABORT:
                self._say(ACKNOWLEDGEMENT)
                self._desk.cancel()
            case Control.AUTHORISATION:
                self._authorise(unit.data)
            case _ if self._desk.phase is not Phase.IDLE:
                self._say(refusal(BUSY))
            case Control.STATUS_ENQUIRY:
                self._say(ACKNOWLEDGEMENT)
                self._say(encode_terminal_state(_VERSION, 0))
            case Control.REPEAT_RECEIPT:
                self._repeat()
            case _:
                self._say(refusal(FUNCTION_NOT_POSSIBLE))

    def _authorise(self, data: bytes) -> None:
        amount = int(fields.bcd_text(fields.parse_fields(data)[fields.AMOUNT]))
        if self._desk.phase is not Phase.IDLE:
            self._say(refusal(BUSY))
            return
        self._say(ACKNOWLEDGEMENT)
        self._asker = self._channel
        self._desk.begin(amount, None)

    def _repeat(self) -> None:
        self._say(ACKNOWLEDGEMENT)
        last = self._desk.ledger.last
        if last is None:
            self._say(Apdu(Control.ABORTED, bytes((FUNCTION_NOT_POSSIBLE,))))
            return
        self._say(_status(last, last.amount, last.terminal_id))
        self._say(Apdu(Control.COMPLETION))

    def _say(self, unit: Apdu) -> None:
        """To whoever is connected; a terminal does not mind that nobody is."""
        self._said.append(unit)


def _status(charge: Charge, amount: int, terminal_id: str) -> Apdu:
    at = time.localtime(charge.at_ms / 1000)
    return encode_status_information(
        StatusInformation(
            result_code=0,
            amount=Rial(amount),
            currency=IRANIAN_RIAL,
            trace=charge.trace,
            time=time.strftime("%H%M%S", at),
            date=time.strftime("%m%d", at),
            pan=MaskedPan.parse(charge.pan),
            terminal_id=terminal_id,
            merchant=_MERCHANT,
            receipt=charge.receipt,
            authorisation=charge.rrn,
            card_type=0x02,
            card_name="SHETAB",
        )
    )
