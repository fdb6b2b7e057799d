"""One CSV file to typed rows, with every cell that could not be read named."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from central.city.loading.form import Form, RowType
from central.city.loading.problems import Problem
from contract.errors import InvalidValue

LONGEST_SHOWN = 80


def read_rows(folder: Path, form: Form[RowType], problems: list[Problem]) -> list[RowType]:
    """The rows of one file; what can't be read is added to `problems`."""
    try:
        with (folder / form.file).open(encoding="utf-8-sig", newline="") as file:
            lines = csv.reader(file, strict=True)
            return list(_typed(lines, _heading(lines, form), form, problems))
    except FileNotFoundError:
        if form.dispensable:
            return []
        problems.append(_of_file(form, "missing_file", "The file is missing.", "Add it."))
    except UnicodeDecodeError:
        problems.append(
            _of_file(form, "encoding", "The file is not UTF-8.", "Save it as «CSV UTF-8».")
        )
    except csv.Error as error:
        problems.append(
            _of_file(form, "csv", f"The file is no regular CSV: {error}.", "Check its quotes.")
        )
    except _HeadingRefused as refused:
        problems.append(refused.problem)
    return []


class _HeadingRefused(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def _heading(lines: Iterator[list[str]], form: Form[RowType]) -> list[str]:
    heading = [name.strip() for name in next(lines, [])]
    missing = [name for name in form.columns if name not in {*heading, *form.added}]
    unknown = [name for name in heading if name not in {*form.columns, *form.notes}]
    if not missing and not unknown and len(heading) == len(set(heading)):
        return heading
    column: str | None = None
    if missing:
        column, what = missing[0], f"The heading lacks {', '.join(missing)}."
    elif unknown:
        column, what = unknown[0], f"The heading has unknown columns: {', '.join(unknown)}."
    else:
        what = "The heading names a column twice."
    raise _HeadingRefused(
        Problem(
            file=form.file, line=1, column=column,
            value=",".join(heading)[:LONGEST_SHOWN], reason="heading", what=what,
            next_step=f"Use commas between {', '.join(form.columns)}.",
        )
    )  # fmt: skip


def _typed(
    lines: Iterator[list[str]],
    heading: Sequence[str],
    form: Form[RowType],
    problems: list[Problem],
) -> Iterator[RowType]:
    """A cell that spans lines counts from its row's first line."""
    first_line = 2
    for found in lines:
        line, first_line = first_line, lines.line_num + 1  # type: ignore[attr-defined]
        if not any(cell.strip() for cell in found):
            continue
        if len(found) != len(heading):
            problems.append(
                Problem(
                    file=form.file, line=line, column=None,
                    value=",".join(found)[:LONGEST_SHOWN], reason="cells",
                    what=f"The row has {len(found)} cells, the heading {len(heading)}.",
                    next_step="Put a cell that holds a comma between double quotes.",
                )
            )  # fmt: skip
            continue
        values = _values(dict(zip(heading, found, strict=True)), line, form, problems)
        if values is not None:
            yield msgspec.convert({**values, "line": line}, form.row)


def _values(
    found: dict[str, str], line: int, form: Form[RowType], problems: list[Problem]
) -> dict[str, object] | None:
    values: dict[str, object] = {}
    whole_row = True
    for name, read in form.columns.items():
        cell = found.get(name, "")
        if form.may_be_empty(name) and not cell.strip():
            values[name] = None
            continue
        try:
            values[name] = read(cell)
        except InvalidValue as invalid:
            whole_row = False
            problems.append(
                Problem(
                    file=form.file, line=line, column=name, value=cell[:LONGEST_SHOWN],
                    reason=invalid.reason, what=invalid.what, next_step=invalid.next_step,
                )
            )  # fmt: skip
    return values if whole_row else None


def _of_file(form: Form[RowType], reason: str, what: str, next_step: str) -> Problem:
    return Problem(
        file=form.file, line=None, column=None, value=None,
        reason=reason, what=what, next_step=next_step,
    )  # fmt: skip
