"""The kinds of devices this software drives: each a module of its table's folder with a `KIND`."""

import importlib
import importlib.util
import pkgutil
from typing import Any

from contract.errors import InvalidValue
from hardware.device import DeviceKind, Table

AnyKind = DeviceKind[Any]


def find_kind(table: Table, driver: str) -> AnyKind:
    """Loads that one driver's module and no other. Raises InvalidValue "driver"."""
    name = f"{table.package}.{driver}"
    if driver.isidentifier() and importlib.util.find_spec(name) is not None:
        kind = getattr(importlib.import_module(name), "KIND", None)
        if isinstance(kind, DeviceKind):
            return kind
    known = ", ".join(f'"{kind.driver}"' for kind in kinds_of(table))
    raise InvalidValue(
        "driver", f"There is no driver “{driver}” for a {table.value}.", f"Known: {known}."
    )


def kinds_of(table: Table) -> tuple[AnyKind, ...]:
    """Every kind of a table, by the driver's name."""
    package = importlib.import_module(table.package)
    modules = (
        importlib.import_module(f"{table.package}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    )
    kinds = (getattr(module, "KIND", None) for module in modules)
    return tuple(kind for kind in kinds if isinstance(kind, DeviceKind))


def all_kinds() -> tuple[AnyKind, ...]:
    return tuple(kind for table in Table for kind in kinds_of(table))
