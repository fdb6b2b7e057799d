"""A hub with its device port, as the city's own tests have it."""

from tests.central.city.conftest import port

__all__ = ["port"]
