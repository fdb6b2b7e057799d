"""What citizens read and hear: screens, receipts and speech take their sentences from here."""

from kiosk.texts.catalogue import PERSIAN, MissingText, Texts, languages
from kiosk.texts.writing import THIN_SPACE, Writing

__all__ = ["PERSIAN", "THIN_SPACE", "MissingText", "Texts", "Writing", "languages"]
