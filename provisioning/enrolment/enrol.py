"""Enrolling this machine: keys made here, the city's certificate, its data, a test of each device.

Every step finds what an interrupted run has left in the staging folder and goes on from there, so
after a crash the technician gives the same command again and nothing needs repair.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from contract.enrolment import ClaimCode, TrustAnswer
from contract.errors import PishkhanError
from contract.trust import open_trust_list
from edge_agent.certificate import create_tls_key
from edge_agent.device import DeviceDirectory, Identity, write_durably
from provisioning.enrolment.first_data import fetch_first_data
from provisioning.enrolment.https import HubAddress
from provisioning.enrolment.questions import learn_trust, obtain_certificate
from provisioning.enrolment.self_test import ComponentResult, try_components
from provisioning.enrolment.staging import Staging
from provisioning.enrolment.steps import Step, reached
from provisioning.enrolment.technician_journal import (
    enrolment_recorded,
    record_enrolment,
    recorded_results,
)

Tell = Callable[[str], None]


@dataclass(frozen=True)
class EnrolmentPlan:
    """What the technician gave. `profile` is the hardware profile to use, None for none yet."""

    code: ClaimCode
    hub: HubAddress
    device: DeviceDirectory
    profile: Path | None


@dataclass(frozen=True)
class Enrolled:
    """The outcome; `results` tells each component's self-test."""

    identity: Identity
    results: tuple[ComponentResult, ...]


def enrol(plan: EnrolmentPlan, tell: Tell) -> Enrolled:
    """Make this machine one of the city's; safe to repeat after any interruption.

    Raises HubRefused (wrong, used, expired code), HubUnreachable, CertificateRefused,
    UnprovenAnswer, ClockWrong, OtherClaim, and what the reference data and journal raise.
    """
    staging = Staging(plan.device)
    staging.begin(plan.code.claim_id)
    reached(Step.BEGUN)
    if not (plan.device.enrolled or staging.whole):
        _fill(plan, staging.folder, tell)
        staging.declare_whole()
        reached(Step.WHOLE)
    staging.finish()
    return Enrolled(plan.device.identity(), recorded_results(plan.device))


def _fill(plan: EnrolmentPlan, folder: DeviceDirectory, tell: Tell) -> None:
    identity = _become_known(plan, folder, tell)
    if plan.profile is not None:
        write_durably(folder.profile_path, _read_profile(plan.profile))
    reached(Step.PROFILE_COPIED)
    for line in fetch_first_data(folder):
        tell(line)
    reached(Step.REFERENCE_FETCHED)
    if enrolment_recorded(folder):
        return
    results = try_components(folder.profile_path)
    for result in results:
        tell(f"self-test, {result.component}: {result.outcome} {result.detail}".rstrip())
    record_enrolment(folder, identity, results)
    reached(Step.SELF_TESTED)


def _become_known(plan: EnrolmentPlan, folder: DeviceDirectory, tell: Tell) -> Identity:
    """Keys, the city's root and trust list, the certificate and the identity."""
    if folder.enrolled:
        return folder.identity()
    tls_key = create_tls_key(folder.tls_key_path)
    journal_key = folder.create_signing_key()
    tell("keys made on this machine")
    reached(Step.KEYS_MADE)
    trust = learn_trust(plan.hub, plan.code)
    open_trust_list(trust.trust, trust.root)
    write_durably(folder.root_path, trust.root)
    folder.write_trust(trust.trust)
    # The hub's time, proven by the claim: the clock never goes behind it from now on.
    write_durably(folder.clock_floor_path, str(trust.hub_time_ms).encode())
    tell(f"the hub knows the code: {trust.city_name} ({trust.city})")
    reached(Step.TRUST_LEARNT)
    given = obtain_certificate(plan.hub, plan.code, trust.root, tls_key, journal_key)
    write_durably(folder.tls_certificate_path, given.chain)
    reached(Step.CERTIFICATE_GIVEN)
    identity = Identity(
        city=given.city,
        device=given.device,
        place=given.place,
        hub_url=given.device_url,
        broker_host=given.broker_host,
        broker_port=given.broker_port,
        tracking_prefixes=tuple(given.tracking_prefixes),
        enrolled_at_ms=given.enrolled_ms,
    )
    _check_city(trust, identity)
    folder.write_identity(identity)
    tell(f"certificate of {identity.device}: {identity.place.line}")
    reached(Step.IDENTITY_WRITTEN)
    return identity


def _check_city(trust: TrustAnswer, identity: Identity) -> None:
    if trust.city != identity.city:
        raise PishkhanError(
            f"The hub speaks for two cities: {trust.city} and {identity.city}.",
            "Tell the hub's operator; its city folder is not one city's.",
        )


def _read_profile(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PishkhanError(
            f"The hardware profile {path} can't be read: {error.strerror}.",
            "Give a file with --devices; `pishkhan hardware probe` helps to write one.",
        ) from error
