"""What is wrong with a city's files, so that the person who has them open can put it right."""

import msgspec

from contract.errors import PishkhanError

MOST_SHOWN = 200


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """`line` counts from 1, the heading being line 1; None when the whole file is meant.

    `reason` is a stable key for programs; `what` and `next_step` are for people.
    """

    file: str
    line: int | None
    column: str | None
    value: str | None
    reason: str
    what: str
    next_step: str

    def text(self) -> str:
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        column = "" if self.column is None else f", column {self.column}"
        value = "" if self.value is None else f" («{self.value}»)"
        return f"{place}{column}{value}: {self.what} {self.next_step}"


class CityDataRefused(PishkhanError):
    """The files have problems; nothing of them was loaded."""

    def __init__(self, problems: list[Problem]) -> None:
        files = ", ".join(sorted({problem.file for problem in problems}))
        count = "one problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(
            f"The city's data has {count} in {files}; nothing was loaded.",
            "Correct the lines named and load again.",
        )
        self.problems = problems
