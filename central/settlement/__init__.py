"""Settlement: banks' files against payments, money without a payment, payments without money."""

from central.settlement.bank_file import BankFileRead, BankFileRefused, read_bank_file
from central.settlement.models import BankFile, UnmatchedMoney
from central.settlement.projection import SettlementProjection
from central.settlement.settling import Days, Taken, take_bank_file

__all__ = [
    "BankFile",
    "BankFileRead",
    "BankFileRefused",
    "Days",
    "SettlementProjection",
    "Taken",
    "UnmatchedMoney",
    "read_bank_file",
    "take_bank_file",
]
