"""An RDM6300 without the coil."""

from hardware.emulation import Answer, Command, unknown_command
from hardware.emulation.one_way import OneWayDevice
from hardware.readers.rdm6300.codec import frame_of


class EmulatedRdm6300(OneWayDevice):
    """Control: card {number: ten hex digits}, raw {hex}, state."""

    def obey(self, command: Command) -> Answer:
        match command.get("do"):
            case "card":
                return {"sent": self.send(frame_of(str(command["number"])))}
            case "raw":
                return {"sent": self.send(bytes.fromhex(str(command["hex"])))}
            case "state":
                return {}
            case _:
                raise unknown_command(command, "card, raw, state")
