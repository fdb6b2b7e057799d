"""The whole path with real processes: broker, hub, agents, journals, and their bad days."""
