"""Where the city's repository of releases is read: at the hub's device port, or in a folder."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from tuf.api.exceptions import DownloadHTTPError, DownloadLengthMismatchError
from tuf.ngclient import FetcherInterface

from edge_agent.reference import HubApi, HubRefused

PIECE = 1 << 16
NOT_FOUND = 404
HUB_PATH = "/device/v1/releases/"


class Source(Protocol):
    """`path` is relative to the repository, such as metadata/timestamp.json."""

    def read(self, path: str) -> Iterator[bytes]:
        """In pieces. Raises FileNotFoundError, or a PishkhanError that says what is wrong."""
        ...


class HubSource:
    """Over the device's mutual TLS."""

    def __init__(self, api: HubApi, largest: int) -> None:
        self._api = api
        self._largest = largest

    def read(self, path: str) -> Iterator[bytes]:
        try:
            yield from self._api.stream(HUB_PATH + path, self._largest)
        except HubRefused as refused:
            if refused.status == NOT_FOUND:
                raise FileNotFoundError(path) from refused
            raise


class FolderSource:
    """A copy of the repository, say on a stick."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> Iterator[bytes]:
        with (self._folder / path).open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


class Fetcher(FetcherInterface):
    """What python-tuf fetches with. What is being loaded lies in `scratch`, not in memory and not
    in the system's folder for temporary files, which may be small."""

    def __init__(self, source: Source, scratch: Path) -> None:
        self._source = source
        self._scratch = scratch

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield from self._source.read(url)
        except FileNotFoundError as error:
            raise DownloadHTTPError(f"{url} is not there", NOT_FOUND) from error

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """As FetcherInterface has it."""
        with tempfile.TemporaryFile(dir=self._scratch) as file:
            received = 0
            for piece in self._fetch(url):
                received += len(piece)
                if received > max_length:
                    raise DownloadLengthMismatchError(f"{url} is longer than {max_length} bytes")
                file.write(piece)
            file.seek(0)
            yield file
