"""The steps of an enrolment by name, where a test may cut the power."""

import os
import signal
from enum import StrEnum

HALT_VARIABLE = "PISHKHAN_HALT_AT"


class Step(StrEnum):
    """What has just been made durable."""

    BEGUN = "enrol-begun"
    KEYS_MADE = "enrol-keys-made"
    TRUST_LEARNT = "enrol-trust-learnt"
    CERTIFICATE_GIVEN = "enrol-certificate-given"
    IDENTITY_WRITTEN = "enrol-identity-written"
    PROFILE_COPIED = "enrol-profile-copied"
    REFERENCE_FETCHED = "enrol-reference-fetched"
    SELF_TESTED = "enrol-self-tested"
    WHOLE = "enrol-whole"
    MOVED = "enrol-moved"
    ENROLLED = "enrol-enrolled"
    SLIP_PRINTED = "enrol-slip-printed"


def reached(step: Step) -> None:
    """Kill this process here when the environment names this step, as a power cut would."""
    if os.environ.get(HALT_VARIABLE) == step:
        os.kill(os.getpid(), signal.SIGKILL)
