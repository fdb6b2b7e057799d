"""Printing the status slip on the kiosk's own printer, and saying whether it is on paper."""

import secrets
import time
from typing import assert_never

from edge_agent.device import DeviceDirectory
from edge_agent.reference import ReferenceStore
from hardware.device import Table
from hardware.device_set import DeviceSet
from hardware.paper import render
from hardware.printers import NotPrinted, Printed, Unknown
from hardware.profile import load_profile
from provisioning.enrolment.self_test import SETTLE_S, ComponentResult
from provisioning.enrolment.slip import status_slip


def print_status_slip(device: DeviceDirectory, results: tuple[ComponentResult, ...]) -> str:
    """Print the slip and say in a few words what became of it. Never raises for a printer."""
    if not device.profile_path.exists():
        return "not printed (no hardware profile)"
    profile = load_profile(device.profile_path)
    only_paper = profile.without(*(table for table in Table if table is not Table.PRINTER))
    devices = DeviceSet.open(only_paper)
    try:
        if devices.printer is None:
            return "not printed (no printer)"
        devices.settled(SETTLE_S)
        page = status_slip(
            device.identity(),
            results,
            _reference_as_of_ms(device),
            time.time_ns() // 1_000_000,
            devices.printer.columns_dots,
        )
        outcome = devices.printer.print(render(page), secrets.token_bytes(4))
    finally:
        devices.close()
    match outcome:
        case Printed():
            return "printed"
        case NotPrinted(reason):
            return f"not printed ({reason})"
        case Unknown(reason):
            return f"sent, but the printer did not say that it is on paper ({reason})"
        case _:
            assert_never(outcome)


def _reference_as_of_ms(device: DeviceDirectory) -> int | None:
    age = ReferenceStore(device.path).age("bills")
    return None if age is None else age.as_of_ms
