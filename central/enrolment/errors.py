"""Why the hub refuses, in words that a technician in front of the kiosk can act on."""

from central.database import words_of
from contract.enrolment import Problem
from contract.errors import PishkhanError


class EnrolmentRefused(PishkhanError):
    """`reason` and the HTTP `status` go to the machine with the words."""

    exit_code = 1

    def __init__(self, reason: str, status: int, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.reason = reason
        self.status = status

    def problem(self) -> Problem:
        return Problem(reason=self.reason, what=self.what, next_step=self.next_step)


_NEW_CLAIM = "Ask the city's office for a new code: pishkhan provision claim."


def unknown_claim() -> EnrolmentRefused:
    """Also for a known claim with a wrong proof: a stranger learns nothing about claims."""
    return EnrolmentRefused(
        "unknown",
        404,
        "This hub made no such enrolment code.",
        "Compare the code with the paper and the hub's address with the city's.",
    )


def expired_claim() -> EnrolmentRefused:
    return EnrolmentRefused("expired", 410, "The enrolment code has expired.", _NEW_CLAIM)


def used_claim() -> EnrolmentRefused:
    return EnrolmentRefused(
        "used",
        409,
        "The enrolment code was already used by another machine, or by this one with other keys.",
        f"{_NEW_CLAIM} If nobody of yours used it, revoke the device that it made.",
    )


def void_claim() -> EnrolmentRefused:
    return EnrolmentRefused(
        "void", 410, "The hub was restored from a copy, which ends all open codes.", _NEW_CLAIM
    )


def unavailable(away: Exception) -> EnrolmentRefused:
    """The database is away; the same code may be used once it is back."""
    return EnrolmentRefused("unavailable", 503, *words_of(away))


def malformed(detail: str) -> EnrolmentRefused:
    return EnrolmentRefused(
        "malformed",
        400,
        f"The hub can't read this enrolment message: {detail}.",
        "Install the same version of Pishkhan on the kiosk as at the hub.",
    )


def unknown_office(district: int, office: str) -> EnrolmentRefused:
    return EnrolmentRefused(
        "office",
        404,
        f"The city's data has no office «{office}» in district {district}.",
        "Load the city's data (pishkhan hub load-city), or name an office of its offices.csv.",
    )


def second_store_failed(what: str) -> EnrolmentRefused:
    """Nothing is lost by it: the same keys get the same certificate when it is asked for again."""
    return EnrolmentRefused(
        "second_store", 503, what, "Tell the hub's operator, and ask again when it is repaired."
    )


def prefixes_exhausted() -> EnrolmentRefused:
    return EnrolmentRefused(
        "prefixes",
        507,
        "All 9,000 prefixes of tracking codes are allotted.",
        "Tell the makers of Pishkhan: this city has outgrown its tracking codes.",
    )
