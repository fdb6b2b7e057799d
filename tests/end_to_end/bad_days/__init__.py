"""Every bad day between a kiosk's journal and the hub, with real processes.

One city serves all tests of a worker. `--reliability FILE` makes the same tests large, and writes
what they saw into FILE's table.
"""
