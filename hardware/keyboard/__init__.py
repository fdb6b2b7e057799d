"""Scanners and card readers that show as keyboards: their keystrokes are taken from the kernel
and never reach a screen."""

from hardware.keyboard.grabbing import NotGrabbed, open_grabbed
from hardware.keyboard.keystrokes import KeystrokeReader, keystrokes_for
from hardware.keyboard.typed_frames import TypedFrames

__all__ = [
    "KeystrokeReader",
    "NotGrabbed",
    "TypedFrames",
    "keystrokes_for",
    "open_grabbed",
]
