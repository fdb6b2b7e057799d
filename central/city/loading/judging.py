"""How a check says what is wrong with a row."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from central.city.loading.form import Form, RowType
from central.city.loading.problems import Problem


def repeated(
    form: Form[RowType], rows: Iterable[RowType], column: str, key: Callable[[RowType], Hashable]
) -> Iterator[Problem]:
    first_lines: dict[Hashable, int] = {}
    for row in rows:
        name = key(row)
        first = first_lines.setdefault(name, row.line)
        if first != row.line:
            shown = " ".join(map(str, name)) if isinstance(name, tuple) else str(name)
            yield problem(
                form, row.line, column, shown, "repeated",
                f"Line {first} says the same.", "Remove one of both.",
            )  # fmt: skip


def problem(
    form: Form[RowType],
    line: int,
    column: str,
    value: str | None,
    reason: str,
    what: str,
    next_step: str,
) -> Problem:
    return Problem(
        file=form.file, line=line, column=column, value=value,
        reason=reason, what=what, next_step=next_step,
    )  # fmt: skip
