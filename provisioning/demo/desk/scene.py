"""What the page shows, in parts; whoever follows it gets each part when it has changed."""

import threading
from enum import StrEnum
from typing import Any

import msgspec


class Part(StrEnum):
    """Each a JSON object of its own, told anew as a whole."""

    KIOSK = "kiosk"
    SWITCHES = "switches"
    TERMINAL = "terminal"
    PAPER = "paper"
    JOURNAL = "journal"
    HUB = "hub"


class Scene:
    """Thread-safe. `revision` grows with each change of any part."""

    def __init__(self) -> None:
        self._change = threading.Lock()  # guards all below
        self._parts: dict[Part, tuple[int, str]] = {}
        self._revision = 0

    def tell(self, part: Part, content: dict[str, Any]) -> None:
        text = msgspec.json.encode(content).decode()
        with self._change:
            known = self._parts.get(part)
            if known is not None and known[1] == text:
                return
            self._revision += 1
            self._parts[part] = (self._revision, text)

    def since(self, revision: int) -> tuple[int, list[tuple[Part, str]]]:
        """The revision now, and the parts (as JSON) that have changed after the given one."""
        with self._change:
            changed = [(part, text) for part, (at, text) in self._parts.items() if at > revision]
            return self._revision, changed
