"""Why a device is not simply ready: one closed set of names for programs.

What each means for the citizen, the technician, operations and the transaction stands in
`hardware.faults`; a reason without an entry there fails a test.
"""

from enum import StrEnum


class Reason(StrEnum):
    # The line to any device.
    UNPLUGGED = "unplugged"  # the port, or the USB device, is not there
    LINK_DOWN = "link_down"  # it is named, and cannot be reached
    PORT_BUSY = "port_busy"  # another program holds it
    NO_PERMISSION = "no_permission"  # this user may not open it
    LINK_LOST = "link_lost"  # it broke while it was used
    NO_ANSWER = "no_answer"  # the line is open, and nobody has answered on it yet
    HALF_DEAD = "half_dead"  # it answered before; now it takes bytes and says nothing
    WRONG_BAUD = "wrong_baud"  # bytes come, and make no sense at this speed
    DRIVER_FAILED = "driver_failed"  # our own fault; the log tells where
    SERVICE_DOWN = "service_down"  # a system service it needs is not running (pcscd, upsd)
    # Printers and their paper.
    PAPER_END = "paper_end"
    PAPER_NEAR_END = "paper_near_end"
    COVER_OPEN = "cover_open"
    CUTTER = "cutter"
    HEAD_HOT = "head_hot"
    PRINTER_ERROR = "printer_error"
    OFFLINE = "offline"
    # Payment terminals.
    WRONG_TERMINAL = "wrong_terminal"  # another terminal number than the profile names
    WRONG_MERCHANT = "wrong_merchant"  # another merchant number than the profile names
    NEEDS_ATTENTION = "needs_attention"  # it says by itself that something is wrong with it
    # Readers and scanners.
    UNREADABLE = "unreadable"  # most of what comes is malformed: dirt, cable, interference
    NOT_GRABBED = "not_grabbed"  # its keystrokes would reach the screen
    TYPES_INTO_WINDOW = "types_into_window"  # meant so, and nobody can tell whether it is there
    # The cabinet.
    ON_BATTERY = "on_battery"
    BATTERY_LOW = "battery_low"
    BATTERY_WORN = "battery_worn"
    OVERLOAD = "overload"
    DOOR_OPEN = "door_open"
    HOT = "hot"
    TOO_HOT = "too_hot"
    COLD = "cold"
    NEARLY_FULL = "nearly_full"
    WORN = "worn"
    DISK_FAILING = "disk_failing"
    BEHIND_FLOOR = "behind_floor"
    CLOCK_JUMPED = "clock_jumped"
    SCREEN_OFF = "screen_off"
    NO_SCREEN = "no_screen"


NOT_HEARD = frozenset(
    {
        Reason.UNPLUGGED,
        Reason.LINK_DOWN,
        Reason.PORT_BUSY,
        Reason.NO_PERMISSION,
        Reason.LINK_LOST,
        Reason.NO_ANSWER,
        Reason.HALF_DEAD,
        Reason.WRONG_BAUD,
        Reason.DRIVER_FAILED,
        Reason.SERVICE_DOWN,
        Reason.UNREADABLE,
    }
)
"""With one of these, what the device said before says nothing of now."""
