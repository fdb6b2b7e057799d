"""The letterhead in the printer's own memory: looked for, stored when missing, used when there."""

import logging

from PIL import Image

from hardware.printers.language import Language
from hardware.printers.session import PrinterSession
from hardware.printers.timing import PrinterTiming

log = logging.getLogger(__name__)

_MOST_WRITES = 3  # in one run: such memory wears out, the manuals allow ten writes a day


class LetterheadKeeper:
    """Looks once for each open line, since another printer may have come with it."""

    def __init__(self, language: Language, timing: PrinterTiming) -> None:
        self._language = language
        self._timing = timing
        self._wished: Image.Image | None = None
        self._looked = False
        self._kept_keys: tuple[bytes, ...] | None = None
        self._writes = 0

    @property
    def kept(self) -> Image.Image | None:
        """The letterhead, when this printer has it."""
        wished, keys = self._wished, self._kept_keys
        if wished is None or keys is None:
            return None
        return wished if self._language.graphic_key(wished) in keys else None

    @property
    def is_exact(self) -> bool:
        """This printer has shown that it knows its family's newer commands."""
        return self._kept_keys is not None

    def wish(self, image: Image.Image) -> None:
        self._wished = image
        self._looked = False

    def forget(self) -> None:
        """The line is closed."""
        self._looked = False
        self._kept_keys = None

    def look(self, session: PrinterSession, *, may_store: bool) -> None:
        """While the printer is well. Raises LinkError. A printer that does not know the question
        may take it for text, which the opening that follows wipes out."""
        if self._looked:
            return
        self._kept_keys = session.kept_graphics(0.0)
        if self._language.list_graphics is not None:
            session.tell(self._language.opening)
        self._looked = may_store
        if may_store and self._wished is not None and self.kept is None:
            self._store(session, self._wished)

    def _store(self, session: PrinterSession, letterhead: Image.Image) -> None:
        if self._kept_keys is None or self._writes >= _MOST_WRITES:
            return
        self._writes += 1
        session.tell(self._language.store_graphic(letterhead, self._kept_keys))
        self._kept_keys = session.kept_graphics(self._timing.memory_s) or self._kept_keys
        if self.kept is None:
            log.warning("the printer does not keep the letterhead; it is sent with each page")
