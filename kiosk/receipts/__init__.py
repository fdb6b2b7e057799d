"""What the kiosk's papers say."""

from kiosk.receipts.receipt import ReceiptOffice

__all__ = ["ReceiptOffice"]
