"""The city's mark and name, kept inside the printer: sent once, checked, sent again when lost."""

from PIL import Image, ImageChops

from hardware.paper import render, sample_page
from hardware.printers import Printed, PrintProof
from tests.hardware.printers.conftest import Bench, OpenBench
from tests.support.waiting import eventually


def letterhead_of(page: Image.Image, rows: int = 112) -> Image.Image:
    return page.crop((0, 0, page.width, rows))


def bytes_of_a_page(bench: Bench, page: Image.Image, job_id: bytes) -> int:
    before = bench.count("received_bytes")
    assert bench.printer.print(page, job_id) == Printed(PrintProof.PROCESS_ID)
    return bench.count("received_bytes") - before


def test_it_is_stored_once_and_the_paper_looks_the_same(bench: Bench) -> None:
    page = render(sample_page())
    sent_whole = bytes_of_a_page(bench, page, b"job0")
    bench.printer.keep_letterhead(letterhead_of(page))
    eventually(lambda: bench.count("graphics") == 1, "the letterhead is stored")
    assert bytes_of_a_page(bench, page, b"job1") < sent_whole
    assert bytes_of_a_page(bench, page, b"job2") < sent_whole
    assert bench.count("graphic_writes") == 1
    for paper in bench.papers():
        with Image.open(paper) as printed:
            top = printed.convert("1").crop((0, 0, *page.size))
            assert ImageChops.difference(top.convert("L"), page.convert("L")).getbbox() is None


def test_after_a_restart_it_is_found_and_not_written_again(bench: Bench) -> None:
    page = render(sample_page())
    bench.printer.keep_letterhead(letterhead_of(page))
    eventually(lambda: bench.count("graphics") == 1, "the letterhead is stored")
    restarted = bench.another_driver()
    restarted.keep_letterhead(letterhead_of(page))
    bytes_of_a_page(bench, page, b"job1")
    assert bench.count("graphic_writes") == 1


def test_a_memory_that_lost_it_is_filled_again_when_the_line_comes_back(bench: Bench) -> None:
    page = render(sample_page())
    bench.printer.keep_letterhead(letterhead_of(page))
    eventually(lambda: bench.count("graphics") == 1, "the letterhead is stored")
    bench.do(do="erase")
    bench.do(do="drop")  # another printer, or the same after a repair
    eventually(lambda: bench.count("graphics") == 1, "it is stored again")


def test_another_letterhead_takes_the_place_of_the_old_one(bench: Bench) -> None:
    page = render(sample_page())
    bench.printer.keep_letterhead(letterhead_of(page))
    eventually(lambda: bench.count("graphics") == 1, "the letterhead is stored")
    bench.printer.keep_letterhead(letterhead_of(page, rows=120))
    eventually(lambda: bench.count("graphic_writes") == 2, "the new one is stored")
    assert bench.count("graphics") == 1


def test_the_memory_is_written_at_most_three_times_in_one_run(bench: Bench) -> None:
    page = render(sample_page())
    for rows in range(100, 108):
        bench.printer.keep_letterhead(letterhead_of(page, rows))
        assert isinstance(bench.printer.print(page, rows.to_bytes(4, "big")), Printed)
    assert bench.count("graphic_writes") <= 3


def test_a_clone_without_such_memory_is_sent_the_whole_page(open_bench: OpenBench) -> None:
    bench = open_bench(process_id=False)
    page = render(sample_page())
    bench.printer.keep_letterhead(letterhead_of(page))
    assert bench.printer.print(page, b"job1") == Printed(PrintProof.BUFFER_STATUS)
    assert bench.count("graphics") == 0
    with Image.open(bench.papers()[0]) as printed:
        top = printed.convert("1").crop((0, 0, *page.size))
        assert ImageChops.difference(top.convert("L"), page.convert("L")).getbbox() is None
