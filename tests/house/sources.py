"""The files of the house, read once, and the form in which a linter names a fault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACKAGES = (
    "contract",
    "hardware",
    "edge_agent",
    "kiosk",
    "central",
    "provisioning",
    "benchmarks",
)

# Made by set-up or by running, and never committed: see .gitignore.
NOT_OURS = {".git", ".venv", ".assets", ".hypothesis", "build", "demo-output", "__pycache__"}
TEXT_SUFFIXES = {
    *(".py", ".qml", ".js", ".css", ".html", ".svg", ".ftl", ".sql", ".mako"),
    *(".md", ".toml", ".json", ".csv", ".txt", ".in", ".lock", ".service", ".conf", ""),
}


@dataclass(frozen=True)
class Source:
    """A text file by its path from the root of the repository."""

    path: str
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def suffix(self) -> str:
        return Path(self.path).suffix

    @property
    def of_tests(self) -> bool:
        return self.path.startswith("tests/")


@dataclass(frozen=True)
class Fault:
    """Where a house rule is broken, and how; line 0 means the file as a whole."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


def sources(*suffixes: str, under: tuple[str, ...] = ()) -> list[Source]:
    """All text files of the repository, or those with a suffix, or under folders of the root."""
    wanted = set(suffixes) or TEXT_SUFFIXES
    folders = [ROOT / name for name in under] or [ROOT]
    paths = sorted(path for folder in folders for path in walk(folder) if path.suffix in wanted)
    return [
        Source(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in paths
    ]


def walk(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in NOT_OURS and not path.name.endswith(("_cache", ".egg-info")):
                yield from walk(path)
        elif not path.is_symlink():
            yield path


def report(faults: list[Fault]) -> str:
    """What an assertion shows: each fault on a line of its own."""
    return "\n" + "\n".join(str(fault) for fault in faults)
