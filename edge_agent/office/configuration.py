"""Where the clerk's page listens: DIR/office.toml, written by `pishkhan agent office set-pin`."""

import ipaddress
import tomllib
from pathlib import Path

import msgspec

from contract.errors import InvalidValue
from edge_agent.device import DamagedDeviceFile, write_durably

DEFAULT_PORT = 8460
FILE = """\
# Where the page of the office's clerk listens. It wants an address of this machine in the office's
# network, and always the same one: the clerk's bookmark leads there.
listen = "{listen}"
port = {port}
"""


class OfficeConfiguration(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`listen` is one address of this machine, never all of them."""

    listen: str
    port: int = DEFAULT_PORT

    @property
    def host(self) -> str:
        """As a browser names it in an address and in its Host header."""
        name = f"[{self.listen}]" if ":" in self.listen else self.listen
        return name if self.port == 443 else f"{name}:{self.port}"

    @property
    def url(self) -> str:
        return f"https://{self.host}"


def accept_configuration(listen: str, port: int) -> OfficeConfiguration:
    """Raises InvalidValue for what is no address of an office's network."""
    try:
        address = ipaddress.ip_address(listen)
    except ValueError as error:
        raise InvalidValue(
            "not_an_address",
            f"{listen!r} is no IP address.",
            "Name this machine's own address in the office's network, such as 192.168.1.20.",
        ) from error
    if address.is_unspecified or not (address.is_private or address.is_link_local):
        raise InvalidValue(
            "not_private",
            f"{listen} is not one address of a private network.",
            "The clerk's page must not be reached from the internet; choose the office's address.",
        )
    if not 1 <= port <= 65535:
        raise InvalidValue("port", f"{port} is no TCP port.", "Choose one from 1 to 65535.")
    return OfficeConfiguration(listen=str(address), port=port)


def read_configuration(path: Path) -> OfficeConfiguration | None:
    """None when the page is not wanted. Raises DamagedDeviceFile or InvalidValue."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise DamagedDeviceFile(path, str(error)) from error
    try:
        read = msgspec.convert(tomllib.loads(text), OfficeConfiguration)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DamagedDeviceFile(path, str(error)) from error
    return accept_configuration(read.listen, read.port)


def write_configuration(path: Path, configuration: OfficeConfiguration) -> None:
    """Raises OSError."""
    text = FILE.format(listen=configuration.listen, port=configuration.port)
    write_durably(path, text.encode())
