"""The page's own files, kept in memory from the start; fonts and icons of the set-up."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from contract import assets
from contract.errors import MissingPart
from edge_agent.office.answers import NOT_FOUND, Answer

FOLDER = Path(__file__).parent / "static"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
INDEX = "/"
ICONS = (
    *("sign-out", "wifi-slash", "wifi-high", "hand-waving", "person-simple-walk", "check-circle"),
    *("bell-ringing", "wrench", "speaker-high", "printer", "receipt", "contactless-payment"),
)


class PageFiles:
    """Only what lay there at the start can be asked for: no name becomes a path."""

    def __init__(self) -> None:
        self._files = {
            f"/static/{path.name}": Answer(
                status=200, body=path.read_bytes(), content_type=TYPES[path.suffix]
            )
            for path in sorted(FOLDER.iterdir())
            if path.suffix in TYPES
        }
        self._files[INDEX] = self._files.pop("/static/index.html")
        self._drawn: Mapping[str, tuple[Callable[[], Path], str]] = {
            f"/static/fonts/{weight}.woff2": (partial(assets.web_font, weight), "font/woff2")
            for weight in assets.FONT_FILES
        } | {
            f"/static/icons/{name}.svg": (partial(assets.icon, name), TYPES[".svg"])
            for name in ICONS
        }

    def find(self, path: str) -> Answer:
        """A machine without our fonts and icons shows its own font, and no icons."""
        drawn = self._drawn.get(path)
        if drawn is None:
            return self._files.get(path, NOT_FOUND)
        place, content_type = drawn
        try:
            body = place().read_bytes()
        except (MissingPart, OSError):
            return NOT_FOUND
        return Answer(status=200, body=body, content_type=content_type, is_lasting=True)
