"""What is wrong with an input, said so that people can mend it: file, line, field, message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quartier.model.base import MOST_TOLD


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


MORE = "es gibt noch mehr Fehler; sie stehen hier, sobald diese behoben sind"


class BadInputError(Exception):
    """The input cannot be used; carries the mistakes found, of very many the first ones, none of it was taken over."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems in the order of their lines."""
        found = sorted(problems, key=lambda problem: (problem.file, problem.line or 0, problem.field, problem.message))
        self.problems = found[:MOST_TOLD]
        if len(found) > MOST_TOLD:
            self.problems.append(Problem(found[0].file, None, "", MORE))
        super().__init__("\n".join(map(str, self.problems)))
