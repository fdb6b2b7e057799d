"""Magstripe readers that are given the tracks of a card."""

from abc import abstractmethod

from hardware.emulation import Answer, Command, unknown_command
from hardware.emulation.one_way import OneWayDevice
from hardware.keyboard import keystrokes_for
from hardware.readers.magstripe.tracks import Malformed, lrc_of


class EmulatedMagstripe(OneWayDevice):
    """Control: swipe {track1 and track2, from start to end sentinel; one may be left out},
    raw {hex}, state."""

    def obey(self, command: Command) -> Answer:
        match command.get("do"):
            case "swipe":
                tracks = [str(command[key]) for key in ("track1", "track2") if key in command]
                return {"sent": self.send(self.sent_for(tracks))}
            case "raw":
                return {"sent": self.send(bytes.fromhex(str(command["hex"])))}
            case "state":
                return {}
            case _:
                raise unknown_command(command, "swipe, raw, state")

    @abstractmethod
    def sent_for(self, tracks: list[str]) -> bytes:
        """What goes over the line for a card. Raises ValueError."""


class EmulatedSerialMagstripe(EmulatedMagstripe):
    """Hands the check characters on."""

    def sent_for(self, tracks: list[str]) -> bytes:
        return b"".join(_checked(track.encode("ascii")) for track in tracks) + b"\r"


class EmulatedKeyboardMagstripe(EmulatedMagstripe):
    """Types what it has checked by itself."""

    def sent_for(self, tracks: list[str]) -> bytes:
        return keystrokes_for("".join(tracks) + "\n")


def _checked(track: bytes) -> bytes:
    """Raises ValueError."""
    try:
        return track + bytes((lrc_of(track, 0, len(track)),))
    except (Malformed, KeyError, IndexError) as error:
        raise ValueError("a track is like ;0123456789=2512? or %C0123456789^NAME?") from error
