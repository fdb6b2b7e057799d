"""A kiosk's quick word that a command is finished. What counts is what its journal says."""

from sqlalchemy import Connection, select

from central.commanding.models import CommandOrder
from central.fleet import find_verify_key
from contract.command import open_result
from contract.hello import BadMessage


def check_result(connection: Connection, device: str, data: bytes) -> None:
    """Raises BadSignature, or BadMessage when this hub never sent that command there."""
    result = open_result(data, lambda key: find_verify_key(connection, device, key))
    known = connection.scalar(
        select(CommandOrder.name).where(
            CommandOrder.epoch == result.epoch,
            CommandOrder.counter == result.counter,
            CommandOrder.device == device,
        )
    )
    if known is None or result.device != device:
        raise BadMessage(
            f"{device} answers a command that this hub never sent.", "Look at its journal."
        )
