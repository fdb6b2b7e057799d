"""A frame reader for what a keyboard types, made from one that reads text."""

from collections.abc import Sequence

from hardware.device import DeviceEvent
from hardware.device.legibility import Legibility
from hardware.device.talker import FrameReader
from hardware.keyboard.keystrokes import KeystrokeReader


class TypedFrames:
    """Keystrokes in, the events of `text_reader` out."""

    def __init__(self, text_reader: FrameReader) -> None:
        self._text_reader = text_reader
        self._keys = KeystrokeReader()

    @property
    def legibility(self) -> Legibility:
        return self._text_reader.legibility

    def feed(self, data: bytes) -> Sequence[DeviceEvent]:
        """`data` is empty when the keyboard has fallen silent or was opened anew."""
        if not data:
            self._keys.reset()
            return self._text_reader.feed(b"")
        text = self._keys.feed(data)
        # Empty text is not silence: a shift key may be all that came.
        return self._text_reader.feed(text) if text else ()
