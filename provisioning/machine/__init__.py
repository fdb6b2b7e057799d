"""Making a Debian machine ready: packages, virtual environment, fonts and icons.

Runs before anything is installed, so it uses the standard library alone and imports nothing else
of ours.
"""
