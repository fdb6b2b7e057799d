"""Receipts: the public page that a receipt's QR code opens, and the same for kiosks."""

from central.receipts.checking import Checked, Refused, answer_of, check_receipt

__all__ = ["Checked", "Refused", "answer_of", "check_receipt"]
