"""What the city knows: its places, properties and bills, and the versions kiosks get of it."""

from central.city.models import Office

__all__ = ["Office"]
