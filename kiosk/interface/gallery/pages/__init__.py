"""The gallery's pages, in the order in which one learns the look."""

from kiosk.interface.gallery.pages.buttons import BUTTONS
from kiosk.interface.gallery.pages.choosing import CHOOSING
from kiosk.interface.gallery.pages.drawings import DRAWINGS
from kiosk.interface.gallery.pages.entering import ENTERING
from kiosk.interface.gallery.pages.facts import FACTS
from kiosk.interface.gallery.pages.frame import FRAME
from kiosk.interface.gallery.pages.outcomes import OUTCOMES
from kiosk.interface.gallery.pages.tokens import COLOURS, MEASURES
from kiosk.interface.gallery.pages.writing import WRITING

PAGES = (
    COLOURS,
    MEASURES,
    WRITING,
    BUTTONS,
    CHOOSING,
    ENTERING,
    FACTS,
    OUTCOMES,
    FRAME,
    DRAWINGS,
)

__all__ = ["PAGES"]
