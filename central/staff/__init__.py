"""Who works at the hub: accounts, roles, sessions. Every action stands in the hub's journal."""

from central.staff.access import (
    CurrentVisit,
    ForeignForm,
    NotAllowed,
    NotSignedIn,
    OpensPayment,
    SeesKiosks,
    SeesPayments,
    Visit,
    find_visit,
)
from central.staff.accounts import Staff
from central.staff.roles import Permission, may

__all__ = [
    "CurrentVisit",
    "ForeignForm",
    "NotAllowed",
    "NotSignedIn",
    "OpensPayment",
    "Permission",
    "SeesKiosks",
    "SeesPayments",
    "Staff",
    "Visit",
    "find_visit",
    "may",
]
