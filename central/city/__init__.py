"""What the city knows: its places, properties and bills, and the versions kiosks get of it."""
