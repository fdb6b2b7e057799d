"""What others wrote and we stand on: each explained, each pinned by hash, none by address."""

import re

from tests.house.sources import ROOT

NAME = re.compile(r"^([A-Za-z0-9._-]+)", re.MULTILINE)
PINNED = re.compile(r"[a-z0-9._-]+==[\w.+!-]+( ; [^\\]+)? \\")
HASH = re.compile(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?")


def unexplained(requirements: str, document: str) -> list[str]:
    names = NAME.findall(re.sub(r"^(#|-).*$", "", requirements, flags=re.MULTILINE))
    return [name for name in names if f"`{name.lower()}`" not in document.lower()]


def unpinned(lock: str) -> list[str]:
    """Lines of a lock that are neither a version nor a hash, and versions without a hash."""
    lines = lock.splitlines()
    odd = [line for line in lines if not (PINNED.fullmatch(line) or HASH.fullmatch(line))]
    followers = zip(lines, [*lines[1:], ""], strict=True)
    bare = [line for line, after in followers if PINNED.match(line) and not HASH.match(after)]
    return odd + bare


def test_the_linters_see_the_unexplained_and_the_unpinned() -> None:
    assert unexplained("# why\nfoo\nbar[x]\n", "| `bar` | why |") == ["foo"]
    good = "foo==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    assert not unpinned(good)
    assert unpinned("foo==1.0\n")
    assert unpinned("foo==1.0 \\\nbar==2 \\\n")
    assert unpinned("--index-url https://example.org\n" + good)


def test_every_direct_dependency_is_explained() -> None:
    document = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for file in ("requirements.in", "requirements-dev.in"):
        assert not unexplained((ROOT / file).read_text(encoding="utf-8"), document)


def test_every_dependency_is_pinned_by_hash() -> None:
    assert not unpinned((ROOT / "requirements.lock").read_text(encoding="utf-8"))
