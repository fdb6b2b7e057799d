"""What must not stand in any tracked file: unfinished work, registries, paths of one machine."""

import re

from tests.house.sources import ROOT, Fault, Source, report, sources

# The character classes keep these patterns from finding themselves.
UNFINISHED = re.compile(
    r"\b(TO[D]O|FIX[M]E|XX[X]|for n[o]w|in a real (?:system|deployment)|NotImplement[e]d\w*)\b"
)
ADDRESSES = re.compile(
    r"registry\.npmjs|pypi\.org/simple|files\.pythonhosted|deb\.debian\.org"
    r"|https?://\S*(?:/simple/|/debian/|/packages/)|\.\./shared"
)
OWN_PATH = re.compile(re.escape(f"{ROOT}/"))


def matches(pattern: re.Pattern[str], source: Source) -> list[Fault]:
    return [
        Fault(source.path, number, found[0])
        for number, line in enumerate(source.lines, start=1)
        if (found := pattern.search(line))
    ]


def test_the_linter_sees_unfinished_work() -> None:
    assert matches(UNFINISHED, Source("a.py", "# TO" + "DO: later\n"))
    assert matches(UNFINISHED, Source("a.py", "# good enough for n" + "ow\n"))
    assert not matches(UNFINISHED, Source("a.py", "# known, for nobody waits\n"))


def test_the_linter_sees_addresses_and_paths() -> None:
    assert matches(ADDRESSES, Source("a.toml", 'url = "https://mirror.example/' + 'simple/"\n'))
    assert matches(ADDRESSES, Source("a.md", "see .." + "/shared/x\n"))
    assert matches(OWN_PATH, Source("a.md", f"lies in {ROOT}/kiosk\n"))
    assert not matches(ADDRESSES, Source("a.md", "see https://example.org/docs\n"))


def test_nothing_is_left_unfinished() -> None:
    faults = [fault for source in sources() for fault in matches(UNFINISHED, source)]
    assert not faults, report(faults)


def test_no_registry_address_and_no_path_of_one_machine() -> None:
    faults = [
        fault
        for source in sources()
        for pattern in (ADDRESSES, OWN_PATH)
        for fault in matches(pattern, source)
    ]
    assert not faults, report(faults)
