"""The desk: one page of this machine on which a visitor plays citizen, bank, power and line.

`open_desk` opens it beside a running stage; what a visitor does goes to the emulated devices as
their control commands, and to the kiosk as touches of its glass. Nothing here knows the kiosk.
"""

from provisioning.demo.desk.opening import Desk, open_desk

__all__ = ["Desk", "open_desk"]
