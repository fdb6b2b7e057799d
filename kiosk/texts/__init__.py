"""What citizens read, in one place: screens and receipts take their sentences from here."""

from kiosk.texts.catalogue import MissingText, Texts

__all__ = ["MissingText", "Texts"]
