"""The hub: takes every kiosk's journal into custody and shows what follows from them.

Sliced by what it serves; slices know each other only through their package's public names.
"""
