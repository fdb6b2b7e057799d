"""Which screens leave something of a person in the memory of a process that has held them.

A screen that isn't named here does: one that is forgotten costs a process too much, never a
person's privacy.
"""

from kiosk.boundary.screens.base import Screen

WITHOUT_TRACES = frozenset(
    {"attract", "home", "information_menu", "information_list", "information_page"}
)
BETWEEN_VISITS = frozenset({"attract"})
"""Nobody is served here: used processes are replaced, and a touch may wait for the counter."""


def is_personal(screen: Screen) -> bool:
    """Does it show, or may it show, a bill, an owner, a receipt or something typed?"""
    return screen.screen not in WITHOUT_TRACES


def is_between_visits(screen: Screen) -> bool:
    """Is it what stands while nobody is served?"""
    return screen.screen in BETWEEN_VISITS
