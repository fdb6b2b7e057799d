"""Where a device is attached, as one line of text that a technician can type.

`tcp:192.168.1.50:9100`, `serial:/dev/ttyUSB0@19200` (9600 when the speed is left out),
`usb:04b8:0e28`, `file:/dev/usb/lp0`. Of several devices with the same ids one is named by the
port it is in, as udev calls it: `usb:0416:5011@pci-0000:00:14.0-usb-0:1.2`.
"""

import re
from dataclasses import dataclass

from contract.errors import InvalidValue

DEFAULT_BAUD = 9600
_TCP = re.compile(r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[^\s:]+)):(?P<port>\d{1,5})")
_SERIAL = re.compile(r"(?P<path>/[^@\s]+)(?:@(?P<baud>\d{3,7}))?")
_USB = re.compile(
    r"(?P<vendor>[0-9a-fA-F]{4}):(?P<product>[0-9a-fA-F]{4})(?:@(?P<port>[^@\s]+-usb-[^@\s]+))?"
)


class DeviceAddress:
    """One of the four kinds below; `str()` gives the text that parses to it again."""

    __slots__ = ()

    @staticmethod
    def parse(text: str) -> "DeviceAddress":
        """Raises InvalidValue: "scheme", or "tcp", "serial", "usb", "file" for a bad rest."""
        scheme, colon, rest = text.strip().partition(":")
        match scheme if colon else "":
            case "tcp":
                return _tcp(rest)
            case "serial":
                return _serial(rest)
            case "usb":
                return _usb(rest)
            case "file" if rest:
                return FileAddress(rest)
            case "file":
                raise _invalid("file", text, "Write it as file:/dev/usb/lp0.")
            case _:
                raise _invalid(
                    "scheme",
                    text,
                    "Begin with tcp:, serial:, usb: or file:, as in tcp:192.168.1.50:9100.",
                )


@dataclass(frozen=True, slots=True)
class TcpAddress(DeviceAddress):
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tcp:{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class SerialAddress(DeviceAddress):
    """A serial line or a pseudo terminal; 8 data bits, no parity, one stop bit."""

    path: str
    baud: int = DEFAULT_BAUD

    def __str__(self) -> str:
        return f"serial:{self.path}@{self.baud}"


@dataclass(frozen=True, slots=True)
class UsbAddress(DeviceAddress):
    """`port`: udev's ID_PATH of the device, without the interface; empty where the ids suffice."""

    vendor: int
    product: int
    port: str = ""

    def __str__(self) -> str:
        port = f"@{self.port}" if self.port else ""
        return f"usb:{self.vendor:04x}:{self.product:04x}{port}"


@dataclass(frozen=True, slots=True)
class FileAddress(DeviceAddress):
    """A character device that takes bytes as they are, such as /dev/usb/lp0."""

    path: str

    def __str__(self) -> str:
        return f"file:{self.path}"


def _tcp(rest: str) -> TcpAddress:
    match = _TCP.fullmatch(rest)
    if match is None or int(match["port"]) > 65535:
        raise _invalid("tcp", f"tcp:{rest}", "Write it as tcp:HOST:PORT, port 0 to 65535.")
    return TcpAddress(match["six"] or match["host"], int(match["port"]))


def _serial(rest: str) -> SerialAddress:
    match = _SERIAL.fullmatch(rest)
    if match is None:
        raise _invalid("serial", f"serial:{rest}", "Write it as serial:/dev/ttyUSB0@19200.")
    return SerialAddress(match["path"], int(match["baud"] or DEFAULT_BAUD))


def _usb(rest: str) -> UsbAddress:
    match = _USB.fullmatch(rest)
    if match is None:
        raise _invalid(
            "usb",
            f"usb:{rest}",
            "Write it as usb:VENDOR:PRODUCT, four hex digits each, and if need be @ and the port.",
        )
    return UsbAddress(int(match["vendor"], 16), int(match["product"], 16), match["port"] or "")


def _invalid(reason: str, text: str, next_step: str) -> InvalidValue:
    return InvalidValue(reason, f"“{text}” is not a device address.", next_step)
