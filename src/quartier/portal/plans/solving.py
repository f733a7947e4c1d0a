"""One plan computed, in whatever process this is: the same call as on the command line, errors in words for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quartier.catalogue.store import Catalogue
from quartier.model.conditions import FactValue
from quartier.model.project import Project
from quartier.planning.answer import Extras, Tell, plan_project
from quartier.planning.plans import PlanCheckError
from quartier.portal.plans.papers import PaperWork, written


def gettext_noop(text: str) -> str:
    """Mark a text for translation; Django's own function needs settings, which a solving process has not."""
    return text


NOT_CHECKED = gettext_noop(
    "Ein Plan hat unsere eigene Prüfung nicht bestanden. Deshalb zeigen wir ihn nicht. Das ist unser Fehler; bitte "
    "melden Sie ihn uns."
)
OTHER_CATALOGUE = gettext_noop("Die Förderprogramme wurden gerade geändert. Bitte rechnen Sie noch einmal.")
UNEXPECTED = gettext_noop("Beim Rechnen ist ein Fehler aufgetreten. Das ist unser Fehler; bitte melden Sie ihn uns.")


@dataclass(frozen=True, slots=True)
class Work:
    """Everything one answer needs but the catalogue, of which only the digest is told."""

    project: Project
    place: Mapping[str, FactValue]
    extras: Extras
    catalogue: str


class CannotSolveError(Exception):
    """There is no answer; the text says why, in German."""


def performed(work: Work | PaperWork, catalogue: Catalogue, tell: Tell) -> str:
    """What the work asks for as text; raises CannotSolveError."""
    if catalogue.digest != work.catalogue:
        raise CannotSolveError(OTHER_CATALOGUE)
    return written(work, catalogue, tell) if isinstance(work, PaperWork) else solved(work, catalogue, tell)


def solved(work: Work, catalogue: Catalogue, tell: Tell) -> str:
    """The answer as JSON; raises CannotSolveError."""
    try:
        answer = plan_project(work.project, catalogue, work.place, extras=work.extras, tell=tell)
    except PlanCheckError as error:
        raise CannotSolveError(NOT_CHECKED) from error
    return answer.model_dump_json()
