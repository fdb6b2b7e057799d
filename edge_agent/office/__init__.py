"""The page of the office's clerk: a citizen's call, how the kiosk is, out of service and back.

Served by the agent in the office's network, to whoever knows the office's PIN. It never learns
what the counter shows: neither a bill nor an amount, not even which journey.
"""

from edge_agent.office.certificate import OfficeCertificate
from edge_agent.office.configuration import (
    OfficeConfiguration,
    accept_configuration,
    read_configuration,
    write_configuration,
)
from edge_agent.office.page import OfficePage
from edge_agent.office.pin import PinRefused, accept_pin, read_pin, write_pin

__all__ = [
    "OfficeCertificate",
    "OfficeConfiguration",
    "OfficePage",
    "PinRefused",
    "accept_configuration",
    "accept_pin",
    "read_configuration",
    "read_pin",
    "write_configuration",
    "write_pin",
]
