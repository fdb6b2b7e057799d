"""What the demo says while it happens: one line a step, with the seconds since it began."""

import json
import sys
import time
from dataclasses import dataclass, field


@dataclass
class Telling:
    """Steps as they happen. For a program (`as_json`) one JSON object a line."""

    as_json: bool
    _began: float = field(default_factory=time.monotonic)

    def step(self, name: str, detail: str = "") -> None:
        """Something has happened."""
        at_s = time.monotonic() - self._began
        if self.as_json:
            self._line({"at_s": round(at_s, 2), "step": name, "detail": detail})
        else:
            print(f"{at_s:6.1f} s  {name:<22} {detail}".rstrip(), flush=True)

    def note(self, text: str) -> None:
        """For a person only."""
        if not self.as_json:
            print(text, flush=True)

    def facts(self, **facts: object) -> None:
        """For a program only."""
        if self.as_json:
            self._line(facts)

    def _line(self, facts: dict[str, object]) -> None:
        print(json.dumps(facts, ensure_ascii=False), flush=True, file=sys.stdout)
