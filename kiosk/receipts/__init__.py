"""What the kiosk's papers say."""

from kiosk.receipts.receipt import Edition, ReceiptOffice

__all__ = ["Edition", "ReceiptOffice"]
