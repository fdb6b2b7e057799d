"""A registry of npm packages on the loopback address, with whatever a test puts into it."""

import gzip
import io
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Registry:
    address: str
    tarballs: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def tarball(files: dict[str, bytes]) -> bytes:
    """An npm package: all its files in a folder named package; the same bytes at any time."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return gzip.compress(content.getvalue(), mtime=0)


@contextmanager
def npm_registry() -> Iterator[Registry]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known.asked.append(self.path)
            content = known.tarballs.get(self.path)
            self.send_response(404 if content is None else 200)
            self.end_headers()
            self.wfile.write(content or b"")

        def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002  (its name there)
            """The test asks `known.asked` instead of the terminal."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        known = Registry(f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield known
        finally:
            server.shutdown()
            thread.join()
