"""Services, fees, hours and lines of bills: read whole, or named by file, line and column."""

from pathlib import Path

import pytest

from central.city.loading import CityDataRefused, Problem, read_city_files
from tests.central.city import files as sample
from tests.central.city import service_files as whole


def only_problem(folder: Path) -> Problem:
    with pytest.raises(CityDataRefused) as refused:
        read_city_files(folder)
    problems = refused.value.problems
    assert len(problems) == 1, [problem.text() for problem in problems]
    return problems[0]


def test_a_city_that_tells_all_is_read_whole(tmp_path: Path) -> None:
    counts = read_city_files(whole.write_whole_city(tmp_path)).counts()
    assert counts["services.csv"] == 2
    assert counts["service_documents.csv"] == 3
    assert counts["service_steps.csv"] == 1
    assert counts["fees.csv"] == 2
    assert counts["bill_items.csv"] == 3
    assert counts["city.csv"] == 6


def test_a_city_that_has_only_the_first_seven_files_goes_on_loading(tmp_path: Path) -> None:
    files = read_city_files(sample.write_city(tmp_path))
    assert files.services.services == []
    assert files.items == []
    assert (files.offices[0].hours, files.offices[0].lat) == (None, None)


def test_an_added_file_changes_the_digest_of_the_load(tmp_path: Path) -> None:
    before = read_city_files(sample.write_city(tmp_path)).digest
    (tmp_path / "fees.csv").write_text(whole.FEES.replace(",permit,", ",,"), encoding="utf-8")
    assert read_city_files(tmp_path).digest != before


@pytest.mark.parametrize(
    ("file", "old", "new", "place"),
    [
        ("services", "permit-file", "permit-fee", ("services.csv", 2, "fee", "unknown_fee")),
        ("services", "khayyam", "tohid", ("services.csv", 2, "offices", "unknown_office")),
        ("services", ",45,", ",soon,", ("services.csv", 2, "days", "not_a_number")),
        ("services", "crane-tower", "Crane!", ("services.csv", 2, "icon", "code")),
        (
            "service_documents",
            "address,قبض",
            "adress,قبض",
            ("service_documents.csv", 4, "service", "unknown_service"),
        ),
        ("service_steps", "ثبت درخواست", "", ("service_steps.csv", 2, "text", "empty")),
        ("fees", "۲٬۵۰۰٬۰۰۰", "", ("fees.csv", 2, "amount", "amount_or_text")),
        ("fees", "area,permit", "area,x-y", ("fees.csv", 3, "service", "unknown_service")),
        ("fees", "tariff,,,1405/01", "tariff,,,1405/13", ("fees.csv", 3, "valid_from", "date")),
        ("offices", "sat-wed 07:30", "sat-wed 7:30", ("offices.csv", 2, "hours", "hours")),
        ("offices", "thu 07:30", "wed 07:30", ("offices.csv", 2, "hours", "hours")),
        ("offices", "36.2793", "", ("offices.csv", 2, "lat", "place")),
        ("offices", "36.2793", "136.2", ("offices.csv", 2, "lat", "degrees")),
        ("city", "https://Kiosk", "http://kiosk", ("city.csv", 7, "value", "web_address")),
        (
            "city",
            "display_name_en,Qazvin Municipality",
            "bills_per_payment,3",
            ("city.csv", 6, "name", "moved_setting"),
        ),
    ],
)  # fmt: skip
def test_a_broken_cell_is_named_by_file_line_column_and_reason(
    tmp_path: Path, file: str, old: str, new: str, place: tuple[str, int, str, str]
) -> None:
    right = {"city": whole.SETTINGS, "offices": whole.OFFICES} | {
        name.removesuffix(".csv"): text for name, text in whole.SERVICE_FILES.items()
    }
    assert old in right[file]
    folder = whole.write_whole_city(tmp_path, **{file: right[file].replace(old, new, 1)})
    problem = only_problem(folder)
    assert (problem.file, problem.line, problem.column, problem.reason) == place


def test_lines_that_do_not_add_up_to_the_bill_are_named(tmp_path: Path) -> None:
    lines = (*whole.SECOND_ITEMS[:2], whole.SECOND_ITEMS[2].replace("132556", "132000"))
    problem = only_problem(whole.write_whole_city(tmp_path, bill_items=whole.items(*lines)))
    assert (problem.file, problem.line, problem.column) == ("bill_items.csv", 2, "amount")
    assert (problem.reason, problem.value) == ("sum", "132000")
    assert "bills.csv, line 3" in problem.what


def test_lines_of_a_bill_that_is_not_there_are_named(tmp_path: Path) -> None:
    stray = "1000234826160,487050149,due,عوارض,,1,,"
    folder = whole.write_whole_city(tmp_path, bill_items=whole.items(stray))
    problem = only_problem(folder)
    assert (problem.line, problem.column, problem.reason) == (2, "payment_id", "unknown_bill")


@pytest.mark.parametrize("instalment", ["2,", ",6", "7,6"])
def test_an_instalment_says_which_of_how_many(tmp_path: Path, instalment: str) -> None:
    bills = (
        f"{sample.BILL_HEADING},title_en,instalment,instalments\n"
        f"{sample.FIRST_BILL},,{instalment}\n{sample.SECOND_BILL},,2,6\n"
    )
    problem = only_problem(whole.write_whole_city(tmp_path, bills=bills))
    assert (problem.line, problem.column) == (2, "instalment")


def test_nothing_of_a_city_with_one_broken_fee_is_loaded(tmp_path: Path) -> None:
    broken = whole.write_whole_city(tmp_path, fees=whole.FEES.replace("1405/01/01", "1405/00/01"))
    with pytest.raises(CityDataRefused, match="nothing was loaded") as refused:
        read_city_files(broken)
    assert [problem.line for problem in refused.value.problems] == [2, 3]
