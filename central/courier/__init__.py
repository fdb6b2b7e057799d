"""What technicians carry from a kiosk without a line, and the hub's answer to it."""

from central.courier.keeping import CourierFile, courier_answer, courier_files
from central.courier.sealing_key import sealing_key
from central.courier.support import SupportBundle, SupportRefused, read_support_bundle
from central.courier.taking import TakenFile, take_courier_file

__all__ = [
    "CourierFile",
    "SupportBundle",
    "SupportRefused",
    "TakenFile",
    "courier_answer",
    "courier_files",
    "read_support_bundle",
    "sealing_key",
    "take_courier_file",
]
