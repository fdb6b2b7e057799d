"""What is said to a PN532 and what it answers, without the frames around it (UM0701-02, 7)."""

from dataclasses import dataclass, field

# The chip sleeps until it hears something; these bytes give it time to wake (7.2.11).
WAKE_UP = bytes.fromhex("5555" + "00" * 14)

TO_CHIP, FROM_CHIP = 0xD4, 0xD5

GET_FIRMWARE = b"\x02"
SAM_NORMAL = b"\x14\x01"  # no security module: the chip serves us alone
# RFConfiguration, item 5: tries of activation in the last byte. By default the chip looks for
# a card until there is one, and nothing else can be asked meanwhile.
FEW_TRIES = b"\x32\x05\xff\x01\x02"
LIST_ONE_CARD = b"\x4a\x01\x00"  # at most one, 106 kbit/s type A

LIST_TARGETS = LIST_ONE_CARD[0]
RF_CONFIGURATION = FEW_TRIES[0]


class BadAnswer(Exception):
    """Frame and sums are right, what is in it can't be."""


@dataclass(frozen=True, slots=True)
class Firmware:
    """`chip` is 0x32 for a PN532."""

    chip: int
    version: int
    revision: int
    support: int


@dataclass(frozen=True, slots=True)
class Target:
    """A card: `uid` of 4, 7 or 10 bytes, its kind in `sens_res` and `sel_res`."""

    number: int
    sens_res: int
    sel_res: int
    uid: bytes = field(repr=False)


def parse_firmware(parameters: bytes) -> Firmware:
    """Raises BadAnswer."""
    if len(parameters) != 4:
        raise BadAnswer("a firmware version has four bytes")
    return Firmware(*parameters)


def parse_targets(parameters: bytes) -> Target | None:
    """The one card that was asked for; None when there is none. Raises BadAnswer."""
    if parameters[:1] == b"\x00":
        return None
    if len(parameters) < 6 or parameters[0] != 1:
        raise BadAnswer("one card was asked for")
    size = parameters[5]
    uid = parameters[6 : 6 + size]  # what follows (ATS) says nothing about which card it is
    if size not in (4, 7, 10) or len(uid) != size:
        raise BadAnswer("a card's number has 4, 7 or 10 bytes")
    return Target(parameters[1], int.from_bytes(parameters[2:4]), parameters[4], uid)


def firmware_answer(firmware: Firmware) -> bytes:
    """The parameters that `parse_firmware` reads."""
    return bytes((firmware.chip, firmware.version, firmware.revision, firmware.support))


def targets_answer(target: Target | None) -> bytes:
    """The parameters that `parse_targets` reads."""
    if target is None:
        return b"\x00"
    head = bytes((1, target.number)) + target.sens_res.to_bytes(2)
    return head + bytes((target.sel_res, len(target.uid))) + target.uid
