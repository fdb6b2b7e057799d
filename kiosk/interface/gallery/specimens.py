"""What the gallery shows of a component: one specimen for each of its states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from kiosk.interface.gallery.sampling import Samples

Properties = Mapping[str, object]

WHOLE, HALF, THIRD = "whole", "half", "third"
BLEED = "bleed"
"""From edge to edge of the screen, without its margins."""
ITSELF = "itself"
WIDTH = "@width"
"""As a property's value: the width of the specimen."""
GALLERY = "@gallery"
"""As a property's value: what answers the gallery's questions."""


@dataclass(frozen=True, kw_only=True)
class Specimen:
    """A component in one state.

    `held` and `focused` name what is drawn as under a finger or with the keypad's focus: a part by
    its objectName, or ITSELF. `height` and `width` are for components that have none of their own,
    `above` for those that reach out of themselves. `source` is the gallery's own file around a
    component that is nothing without content.
    """

    state: str
    properties: Properties = field(default_factory=dict)
    span: str = HALF
    width: int = 0
    height: int = 0
    above: int = 0
    held: str = ""
    focused: str = ""
    source: str = ""


@dataclass(frozen=True)
class Group:
    """A component and its specimens."""

    component: str
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True)
class Page:
    """One page of the gallery. `build` makes its groups in the language of the samples."""

    id: str
    title: str
    about: str
    icon: str
    build: Callable[[Samples], tuple[Group, ...]]


def states(
    properties: Properties, unavailable: Properties | None = None, *, span: str = HALF
) -> tuple[Specimen, ...]:
    """What everything has that can be touched. `unavailable`: what differs when it can't be."""
    shut = {**properties, **({"touchable": False} if unavailable is None else unavailable)}
    return (
        Specimen(state="normal", properties=properties, span=span),
        Specimen(state="pressed", properties=properties, span=span, held=ITSELF),
        Specimen(state="focused by keypad", properties=properties, span=span, focused=ITSELF),
        Specimen(state="unavailable", properties=shut, span=span),
    )
