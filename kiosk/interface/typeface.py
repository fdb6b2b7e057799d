"""The kiosk's typeface: Vazirmatn in its static weights.

With the variable file Qt draws a synthetic bold over the regular outlines, so the six weights
are loaded as six files.
"""

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from contract.assets import FONT_FILES, font
from contract.errors import MissingPart

FAMILY = "Vazirmatn"


def load_typeface() -> None:
    """Makes Vazirmatn the application's font. Raises MissingPart when a file is absent or bad."""
    for weight in FONT_FILES:
        path = font(weight)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise MissingPart(f"The font {path} can't be read.", "Run `make setup` again.")
    QGuiApplication.setFont(QFont(FAMILY))
