"""A city's files: what is wrong is named by file, line, column, value, reason and next step."""

from pathlib import Path

import pytest

from central.city.loading import CityDataRefused, Problem, read_city_files
from tests.central.city import files as sample


def problems_of(folder: Path) -> list[Problem]:
    with pytest.raises(CityDataRefused) as refused:
        read_city_files(folder)
    return refused.value.problems


def only_problem(folder: Path) -> Problem:
    problems = problems_of(folder)
    assert len(problems) == 1, [problem.text() for problem in problems]
    return problems[0]


def test_right_files_are_read_whole(tmp_path: Path) -> None:
    files = read_city_files(sample.write_city(tmp_path))
    assert files.counts() == {
        "city.csv": 4,
        "districts.csv": 2,
        "neighbourhoods.csv": 2,
        "offices.csv": 1,
        "bill_kinds.csv": 2,
        "properties.csv": 2,
        "bills.csv": 3,
        "bill_items.csv": 0,
        "services.csv": 0,
        "service_documents.csv": 0,
        "service_steps.csv": 0,
        "fees.csv": 0,
    }


def test_persian_digits_arabic_letters_and_a_byte_order_mark_are_taken(tmp_path: Path) -> None:
    bill = sample.FIRST_BILL.replace("1405,1,", "۱۴۰۵,١,").replace("1250000", "۱٬۲۵۰٬۰۰۰")
    folder = sample.write_city(
        tmp_path,
        bills="\ufeff" + sample.bills(bill),
        properties=sample.PROPERTIES.replace("مریم رحیمی", " مريم   رحيمي"),
    )
    files = read_city_files(folder)
    assert files.bills[0].levy == 1_250_000
    assert files.properties["2-14-108-23-1-6-0"].owner == "مریم رحیمی"


def test_a_broken_row_is_named_by_line_column_value_and_reason(tmp_path: Path) -> None:
    broken = sample.FIRST_BILL.replace("1000012726167", "1000012726168")
    folder = sample.write_city(tmp_path, bills=sample.bills(sample.WASTE_BILL, broken))
    problem = only_problem(folder)
    assert (problem.file, problem.line, problem.column) == ("bills.csv", 3, "bill_id")
    assert (problem.value, problem.reason) == ("1000012726168", "check_digit")
    assert problem.next_step in problem.text()


def test_all_problems_of_a_row_and_of_a_file_are_shown_at_once(tmp_path: Path) -> None:
    folder = sample.write_city(
        tmp_path,
        bills=sample.bills(
            sample.FIRST_BILL.replace("open", "lost").replace("1250000", "1.5"),
            sample.WASTE_BILL.replace("1405/08/01", "1405/13/01"),
        ),
    )
    found = [(problem.line, problem.column, problem.reason) for problem in problems_of(folder)]
    assert found == [
        (2, "levy", "not_a_number"),
        (2, "state", "choice"),
        (3, "paid_date", "date"),
    ]


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (sample.FIRST_BILL.replace("125050196", "125050197"), "payment_id", "mismatch"),
        (sample.FIRST_BILL.replace("1250000", "1251000"), "levy", "sum"),
        (sample.FIRST_BILL.replace("1405,1", "1404,1"), "year", "year"),
        (sample.FIRST_BILL.replace("1405,1", "1405,3"), "period", "period"),
        (sample.FIRST_BILL.replace("renovation", "rent"), "kind", "unknown_kind"),
        (sample.FIRST_BILL.replace("renovation", "waste"), "bill_id", "organisation"),
        (sample.FIRST_BILL.replace("2-14-", "2-15-"), "property_code", "unknown_property"),
        (sample.FIRST_BILL.replace("open", "paid"), "paid_date", "paid_date"),
        ("9985235404124,880000568,renovation,1410,5,,1-4-12-35-1-6-0,1,,,,open,", None, None),
    ],
)
def test_what_does_not_fit_together_is_refused(
    tmp_path: Path, line: str, column: str | None, reason: str | None
) -> None:
    folder = sample.write_city(tmp_path, bills=sample.bills(line))
    problems = problems_of(folder)
    if column is None:
        assert "service" in {problem.reason for problem in problems}  # an electricity bill
    else:
        assert [(problem.column, problem.reason) for problem in problems] == [(column, reason)]


def test_the_same_bill_twice_is_refused_with_the_line_of_the_first(tmp_path: Path) -> None:
    folder = sample.write_city(
        tmp_path, bills=sample.bills(sample.FIRST_BILL, sample.WASTE_BILL, sample.FIRST_BILL)
    )
    problem = only_problem(folder)
    assert (problem.line, problem.reason) == (4, "repeated")
    assert "Line 2" in problem.what


def test_a_property_must_be_of_the_district_and_neighbourhood_it_names(tmp_path: Path) -> None:
    folder = sample.write_city(
        tmp_path,
        properties=sample.PROPERTIES.replace(
            "2-14-108-23-1-6-0,2,نوروزیان", "2-14-108-23-1-6-0,1,خیام"
        ),
    )
    found = {(problem.column, problem.reason) for problem in problems_of(folder)}
    assert found == {("property_code", "district"), ("neighbourhood", "unknown_neighbourhood")}


def test_a_missing_file_is_one_problem_and_not_one_for_each_row(tmp_path: Path) -> None:
    folder = sample.write_city(tmp_path)
    (folder / "properties.csv").unlink()
    problem = only_problem(folder)
    assert (problem.file, problem.line, problem.reason) == ("properties.csv", None, "missing_file")


def test_a_wrong_heading_says_which_columns_are_wanted(tmp_path: Path) -> None:
    folder = sample.write_city(tmp_path, offices="office;district;name\nkhayyam;2;خیام\n")
    problem = only_problem(folder)
    assert (problem.file, problem.line, problem.reason) == ("offices.csv", 1, "heading")
    assert "office, district, name, address, phone" in problem.next_step


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    folder = sample.write_city(tmp_path)
    (folder / "districts.csv").write_bytes(sample.DISTRICTS.encode("cp1256", errors="replace"))
    assert only_problem(folder).reason == "encoding"


def test_lines_are_counted_right_behind_a_cell_that_spans_lines(tmp_path: Path) -> None:
    folder = sample.write_city(
        tmp_path,
        offices=sample.OFFICES.replace("خیابان خیام", '"خیابان\nخیام"')
        + "Noruzian,2,نوروزیان,حکمت,02833330202\n",
    )
    problem = only_problem(folder)
    assert (problem.line, problem.column, problem.reason) == (4, "office", "code")


def test_a_setting_that_is_missing_or_unknown_is_named(tmp_path: Path) -> None:
    folder = sample.write_city(
        tmp_path, city=sample.CITY.replace("call_centre,137", "call_center,137")
    )
    assert {(p.value, p.reason) for p in problems_of(folder)} == {
        ("call_center", "unknown_setting"),
        ("call_centre", "missing_setting"),
    }


def test_an_empty_file_and_a_row_with_too_many_cells_are_no_crash(tmp_path: Path) -> None:
    folder = sample.write_city(
        tmp_path, neighbourhoods="", offices=sample.OFFICES + "punak,2,پونک,a,b,02833330202\n"
    )
    assert {problem.reason for problem in problems_of(folder)} == {"heading", "cells"}
