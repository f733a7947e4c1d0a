"""The options `--only` and `--without`: programmes chosen on the command line, added to those of the project file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.store import Catalogue
from quartier.model.project import Choice, Project


def with_only(project: Project, catalogue: Catalogue, only: Sequence[str], without: Sequence[str]) -> Project:
    """The project that uses the programmes of `only` as well; both lists are checked, `without` is not yet applied.

    Raises BadInputError for programmes the catalogue does not know, and for those both wanted and left out.
    """
    choose = project.choose
    wanted = tuple(dict.fromkeys((*choose.only, *only)))
    problems = [
        *_unknown("--only", only, catalogue),
        *_unknown("--without", without, catalogue),
        *_contradictions(wanted, (*choose.without, *without)),
    ]
    if problems:
        raise BadInputError(problems)
    return project.model_copy(update={"choose": Choice(only=wanted, without=choose.without)})


def _unknown(option: str, programmes: Sequence[str], catalogue: Catalogue) -> Iterator[Problem]:
    for programme in programmes:
        if programme not in catalogue.by_programme:
            near = suggestion(programme, catalogue.by_programme)
            yield Problem(option, None, "", f"das Programm „{programme}“ gibt es im Katalog nicht{near}")


def _contradictions(only: Sequence[str], without: Sequence[str]) -> Iterator[Problem]:
    for programme in sorted(set(only) & set(without)):
        message = f"„{programme}“ soll zugleich verwendet und weggelassen werden, bitte eines streichen"
        yield Problem("--without", None, "", message)
