"""What keeps a project from being matched, each with the step in which it is put right."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.catalogue.problems import BadInputError
from quartier.portal.fit.steps import SECTIONS


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in the project's data in German words; `step` is empty where it belongs to none."""

    field: str
    message: str
    step: str


def mistakes_of(error: BadInputError) -> list[Mistake]:
    """Every mistake once."""
    found = {
        (problem.field, problem.message): Mistake(
            problem.field, problem.message, SECTIONS.get(problem.field.split(".")[0].split("[")[0], "")
        )
        for problem in error.problems
    }
    return list(found.values())
