"""Who works at the hub: accounts, roles, sessions. Every action stands in the hub's journal."""

from central.staff.access import (
    CommandsKiosks,
    CurrentVisit,
    ForeignForm,
    NotAllowed,
    NotSignedIn,
    OpensPayment,
    OwnForm,
    SeesKiosks,
    SeesPayments,
    Visit,
    check_form,
    find_visit,
)
from central.staff.accounts import Staff
from central.staff.roles import Permission, may

__all__ = [
    "CommandsKiosks",
    "CurrentVisit",
    "ForeignForm",
    "NotAllowed",
    "NotSignedIn",
    "OpensPayment",
    "OwnForm",
    "Permission",
    "SeesKiosks",
    "SeesPayments",
    "Staff",
    "Visit",
    "check_form",
    "find_visit",
    "may",
]
