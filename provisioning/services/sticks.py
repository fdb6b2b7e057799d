"""How a technician's stick gets into a kiosk that has no desktop: a udev rule and a template unit.

A stick is a removable disk on USB, or a partition of one, with FAT or exFAT on it: what sticks
are sold with, and what gives a mounted stick to the kiosk's user without a change to it. It is
mounted below edge_agent.device.STICKS in a folder of its own, which is gone with it, so that a
folder there is a stick. Nothing on it can be run, be a device or raise a right. The agent syncs
what it writes before it says that it is done, so nothing has to be unmounted by hand.

One at a time, and never a disk of which the machine uses a part: a kiosk may run from a stick.
"""

from edge_agent.device import STICKS
from provisioning.services.kiosk_mode import SystemFile

UNIT = "pishkhan-stick@.service"
FILE_SYSTEMS = ("vfat", "exfat")

_RULE = """\
# Made by `pishkhan provision services`.
# A removable disk on USB, whole or a partition, with a file system that a stick has.
ACTION!="remove", SUBSYSTEM=="block", ENV{{ID_BUS}}=="usb", ATTRS{{removable}}=="1", \
ENV{{ID_FS_TYPE}}=="{types}", TAG+="systemd", ENV{{UDISKS_IGNORE}}="1", \
ENV{{SYSTEMD_WANTS}}+="{wanted}"
"""

_TMPFILES = f"""\
# Made by `pishkhan provision services`.
# Where technicians' sticks are mounted; only the machine makes folders here.
d {STICKS} 0755 root root -
"""


def stick_files() -> tuple[SystemFile, ...]:
    """The rule, after systemd's 60-*, which say what is on a disk; the folder, at each start."""
    rule = _RULE.format(types="|".join(FILE_SYSTEMS), wanted=UNIT.replace("@", "@%k"))
    return (
        SystemFile("udev/rules.d/72-pishkhan-stick.rules", rule),
        SystemFile("tmpfiles.d/pishkhan.conf", _TMPFILES),
    )


def stick_unit(user: str) -> str:
    """`%I` is the kernel's name of the disk or partition. It runs among the machine's own mounts,
    without a namespace: what it mounts reaches the agent's."""
    place = f"{STICKS}/%I"
    disk = "/dev/$$(lsblk -ndo PKNAME /dev/%I | grep . || echo %I)"
    options = f"nosuid,nodev,noexec,noatime,uid={user},gid={user},fmask=0133,dmask=0022"
    return f"""\
# Made by `pishkhan provision services`.
[Unit]
Description=Pishkhan stick: a technician's, %I
BindsTo=dev-%i.device
After=dev-%i.device

[Service]
Type=oneshot
RemainAfterExit=yes
TimeoutStartSec=30
ExecCondition=/bin/sh -c '! ls -A {STICKS} | grep -q .'
ExecCondition=/bin/sh -c '! lsblk -nro MOUNTPOINTS "{disk}" | grep -q .'
ExecStart=/bin/mkdir -p -m 0755 {place}
ExecStart=/bin/mount -t {",".join(FILE_SYSTEMS)} -o {options} /dev/%I {place}
ExecStop=/bin/umount --lazy {place}
ExecStopPost=-/bin/rmdir {place}
"""
