"""What is wrong with an input, said so that people can mend it: file, line, field, message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `line` counts from 1 and is None where no single line is to blame."""

    file: str
    line: int | None
    field: str
    message: str

    def __str__(self) -> str:
        """`file:line: field: message`."""
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        return f"{place}: {self.field}: {self.message}" if self.field else f"{place}: {self.message}"


class BadInputError(Exception):
    """The input cannot be used; carries every mistake found, none of it was taken over."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of their lines."""
        self.problems = sorted(
            problems, key=lambda problem: (problem.file, problem.line or 0, problem.field, problem.message)
        )
        super().__init__("\n".join(map(str, self.problems)))
