"""Invented properties: land, buildings, apartments and shops on real streets."""

import random
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from contract.values import persian_digits

ENTITY_SHARE = 0.03
SAME_OWNER_SHARE = 0.12
DISTRICT_WEIGHTS = {1: 31, 2: 46, 3: 23}


@dataclass(frozen=True)
class Names:
    first: Sequence[str]
    last: Sequence[str]
    entity: Sequence[str]
    neighbourhoods: Mapping[int, Sequence[str]]


@dataclass(frozen=True)
class Street:
    name: str
    alley: str
    alleys: int


@dataclass(frozen=True)
class Property:
    code: str
    district: int
    neighbourhood: str
    owner: str
    owner_kind: str
    address: str
    use: str


def properties_of(
    chance: random.Random,
    names: Names,
    streets: Mapping[int, Sequence[Street]],
    count: int,
    taken: Set[str],
) -> Iterator[Property]:
    """`count` properties, no code twice; houses with several flats share land and address."""
    made: set[str] = set()
    owner, owner_kind = _owner(chance, names)
    while len(made) < count:
        district = _district(chance)
        neighbourhoods = names.neighbourhoods[district]
        region = chance.randrange(len(neighbourhoods))
        land = (district, region + 1, chance.randint(1, 240), chance.randint(1, 90))
        address = _address(chance, chance.choice(streets[district]))
        for parts, detail, use in _units(chance):
            code = "-".join(map(str, (*land, *parts)))
            if code in made or code in taken or len(made) == count:
                continue
            made.add(code)
            if chance.random() >= SAME_OWNER_SHARE:
                owner, owner_kind = _owner(chance, names)
            yield Property(
                code, district, neighbourhoods[region], owner, owner_kind, address + detail, use
            )


def _district(chance: random.Random) -> int:
    return chance.choices(list(DISTRICT_WEIGHTS), list(DISTRICT_WEIGHTS.values()))[0]


def _units(chance: random.Random) -> list[tuple[tuple[int, int, int], str, str]]:
    """Building, apartment and shop part, the end of the address, and the use of each unit."""
    kind = chance.choices(("land", "house", "flats", "shops"), (4, 30, 52, 14))[0]
    match kind:
        case "land":
            return [((0, 0, 0), "", "vacant")]
        case "house":
            return [((1, 0, 0), "", "residential")]
        case "flats":
            units = chance.randint(2, 8)
            return [
                ((1, unit, 0), f"، واحد {persian_digits(str(unit))}", "residential")
                for unit in range(1, units + 1)
            ]
        case _:
            shops = chance.randint(1, 3)
            return [
                ((1, 0, shop), f"، مغازه {persian_digits(str(shop))}", "commercial")
                for shop in range(1, shops + 1)
            ]


def _address(chance: random.Random, street: Street) -> str:
    alley = street.alley.format(n=chance.randint(1, street.alleys))
    return persian_digits(f"{street.name}، {alley}، پلاک {chance.randint(1, 180)}")


def _owner(chance: random.Random, names: Names) -> tuple[str, str]:
    if chance.random() < ENTITY_SHARE:
        return chance.choice(names.entity), "entity"
    return f"{chance.choice(names.first)} {chance.choice(names.last)}", "person"
