"""Emulators: their wires, their faults, their processes."""
