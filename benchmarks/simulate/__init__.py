"""Many kiosks' journals and agents, without windows, against a real broker and hub."""
