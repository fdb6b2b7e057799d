"""What staff may be, and what each may see and do."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    OPERATOR = "operator"
    TECHNICIAN = "technician"
    CASE_WORKER = "case_worker"
    FINANCE = "finance"
    PERSONNEL = "personnel"
    COUNCIL = "council"
    AUDITOR = "auditor"


class Permission(StrEnum):
    SEE_KIOSKS = "see_kiosks"
    SEE_PAYMENTS = "see_payments"
    """The day's list and its sums."""
    OPEN_PAYMENT = "open_payment"
    """One citizen's payment down to its events; each look is journaled."""
    COMMAND_KIOSKS = "command_kiosks"
    """Tell a kiosk to do something; each command is journaled."""


_SEES_ALL = frozenset({Permission.SEE_KIOSKS, Permission.SEE_PAYMENTS, Permission.OPEN_PAYMENT})
_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: frozenset(Permission),
    Role.TECHNICIAN: frozenset({Permission.SEE_KIOSKS, Permission.COMMAND_KIOSKS}),
    Role.CASE_WORKER: frozenset({Permission.SEE_PAYMENTS, Permission.OPEN_PAYMENT}),
    Role.FINANCE: frozenset({Permission.SEE_PAYMENTS, Permission.OPEN_PAYMENT}),
    Role.PERSONNEL: frozenset(),
    Role.COUNCIL: frozenset({Permission.SEE_KIOSKS, Permission.SEE_PAYMENTS}),
    Role.AUDITOR: _SEES_ALL,
}


def may(role: Role, permission: Permission) -> bool:
    return permission in _PERMISSIONS[role]
