"""Links between the documents lead somewhere."""

import re
from pathlib import Path

from tests.house.sources import ROOT, Fault, Source, report, sources

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)[^)]*\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def dead_links(source: Source, root: Path) -> list[Fault]:
    """Relative links to files that are not there; addresses of the web are left alone."""
    targets = LINK.findall(FENCE.sub("", source.text))
    here = (root / source.path).parent
    return [
        Fault(source.path, 0, target)
        for target in targets
        if not re.match(r"[a-z]+:|#", target) and not (here / target.partition("#")[0]).exists()
    ]


def test_the_linter_sees_a_dead_link(tmp_path: Path) -> None:
    (tmp_path / "there.md").touch()
    assert dead_links(Source("a.md", "[x](gone.md)"), tmp_path)
    assert dead_links(Source("a.md", "![x](pictures/gone.png)"), tmp_path)
    assert not dead_links(Source("a.md", "[x](there.md#part) [y](https://example.org)"), tmp_path)


def test_every_link_of_the_documents_leads_somewhere() -> None:
    faults = [fault for source in sources(".md") for fault in dead_links(source, ROOT)]
    assert not faults, report(faults)
