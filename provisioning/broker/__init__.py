"""The city's MQTT broker: Mosquitto with a generated configuration, run unprivileged."""

from provisioning.broker.folder import BrokerFolder, prepare_broker
from provisioning.broker.process import (
    BrokerMissing,
    BrokerNotStarted,
    PortTaken,
    RunningBroker,
    start_broker,
)
from provisioning.broker.revocation import revoke_certificate

__all__ = [
    "BrokerFolder",
    "BrokerMissing",
    "BrokerNotStarted",
    "PortTaken",
    "RunningBroker",
    "prepare_broker",
    "revoke_certificate",
    "start_broker",
]
