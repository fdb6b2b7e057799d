"""No way out of the kiosk to the system below it: what is switched off for that, file by file.

The window ignores what reaches it; these files keep the rest from reaching anything: the kernel's
keys, switching of consoles, the display server's own keys, logins, blanking.
"""

from dataclasses import dataclass
from enum import Enum


class DisplayServer(Enum):
    """What the window stands on."""

    CAGE = "cage"
    X11 = "x11"


class Turned(Enum):
    """How the panel is mounted, clockwise; its touch is turned with it."""

    NOT = "0"
    RIGHT = "90"
    OVER = "180"
    LEFT = "270"


@dataclass(frozen=True)
class SystemFile:
    """A file below /etc."""

    path: str
    text: str


_SYSCTL = """\
# Made by `pishkhan provision services`.
# No key of a keyboard speaks to the kernel.
kernel.sysrq = 0
# No memory of a program reaches the disk when it crashes, and none can be read by another one.
kernel.core_pattern = |/bin/false
fs.suid_dumpable = 0
kernel.yama.ptrace_scope = 2
"""

_LOGIND = """\
# Made by `pishkhan provision services`.
[Login]
NAutoVTs=0
ReserveVT=0
HandlePowerKey=ignore
HandleSuspendKey=ignore
HandleHibernateKey=ignore
HandleRebootKey=ignore
HandleLidSwitch=ignore
"""

_SYSTEM = """\
# Made by `pishkhan provision services`. Ctrl+Alt+Del seven times in two seconds is nothing either.
[Manager]
CtrlAltDelBurstAction=none
"""

_XORG = """\
# Made by `pishkhan provision services`.
Section "ServerFlags"
    Option "DontVTSwitch" "true"
    Option "DontZap" "true"
    Option "DontZoom" "true"
    Option "AllowMouseOpenFail" "true"
    Option "BlankTime" "0"
    Option "StandbyTime" "0"
    Option "SuspendTime" "0"
    Option "OffTime" "0"
EndSection

Section "Extensions"
    Option "DPMS" "Disable"
EndSection
"""

_XORG_TURNED = """
Section "Monitor"
    Identifier "Pishkhan"
    Option "Rotate" "{rotate}"
EndSection
"""

_XORG_WORDS = {Turned.RIGHT: "right", Turned.OVER: "inverted", Turned.LEFT: "left"}

# Rows of libinput's matrix: where a touch on the panel lies on the turned picture, 0 to 1.
_MATRICES = {
    Turned.RIGHT: "0 -1 1 1 0 0",
    Turned.OVER: "-1 0 1 0 -1 1",
    Turned.LEFT: "0 1 0 -1 0 1",
}

MASKED = ("ctrl-alt-del.target", "getty@tty1.service", "autovt@.service")
"""Units of systemd that a kiosk must not have: masked by whoever installs the files."""


def kiosk_mode_files(display: DisplayServer, turned: Turned) -> tuple[SystemFile, ...]:
    """All that `display` needs, for a panel that is `turned`."""
    files = [
        SystemFile("sysctl.d/60-pishkhan.conf", _SYSCTL),
        SystemFile("systemd/logind.conf.d/pishkhan.conf", _LOGIND),
        SystemFile("systemd/system.conf.d/pishkhan.conf", _SYSTEM),
    ]
    if turned is not Turned.NOT:
        files.append(SystemFile("udev/rules.d/71-pishkhan-touch.rules", _touch_rule(turned)))
    if display is DisplayServer.X11:
        files.append(SystemFile("X11/xorg.conf.d/50-pishkhan.conf", _xorg(turned)))
    return tuple(files)


def quarter_turns(turned: Turned) -> int:
    """How often by 90 degrees, clockwise."""
    return int(turned.value) // 90


def _touch_rule(turned: Turned) -> str:
    return (
        "# Made by `pishkhan provision services`.\n"
        'ACTION!="remove", SUBSYSTEM=="input", ENV{ID_INPUT_TOUCHSCREEN}=="1", '
        f'ENV{{LIBINPUT_CALIBRATION_MATRIX}}="{_MATRICES[turned]}"\n'
    )


def _xorg(turned: Turned) -> str:
    if turned is Turned.NOT:
        return _XORG
    return _XORG + _XORG_TURNED.format(rotate=_XORG_WORDS[turned])
