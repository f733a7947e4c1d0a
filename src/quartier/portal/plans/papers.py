"""All documents of one plan as an archive, made where plans are solved: PDF takes time and memory."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from quartier.catalogue.store import Catalogue
from quartier.documents.bundle import bundle_zip
from quartier.documents.dossier import Dossier, dossier_of
from quartier.model.answers import PlanAnswer
from quartier.model.project import Project
from quartier.places.facts import PlaceFacts
from quartier.planning.answer import Tell
from quartier.service.inputs import Inputs


@dataclass(frozen=True, slots=True)
class PaperWork:
    """A project, its plans as JSON, the goal of the chosen one, the days of the council, a name for its calendar."""

    project: Project
    place: PlaceFacts
    answer: str
    goal: str
    council_dates: tuple[dt.date, ...]
    identity: str
    catalogue: str


def dossier(given: Inputs, answer: PlanAnswer, goal: str, council_dates: Sequence[dt.date], identity: str) -> Dossier:
    """The dossier of the plan for a goal, of the first plan where there is none for it."""
    fitting = [number for number, plan in enumerate(answer.plans) if goal in plan.objectives]
    return dossier_of(
        given.project,
        answer,
        given.catalogue,
        given.place,
        plan=fitting[0] if fitting else 0,
        council_dates=council_dates,
        identity=identity,
    )


def written(work: PaperWork, catalogue: Catalogue, tell: Tell) -> str:
    """The archive with all documents, as text that JSON and database can hold; tells how many are finished."""
    given = Inputs(work.project, catalogue, work.place)
    answer = PlanAnswer.model_validate_json(work.answer)
    papers = dossier(given, answer, work.goal, work.council_dates, work.identity)
    content = bundle_zip(papers, tell=lambda done, of: tell(f"{done}/{of}"))
    return base64.b64encode(content).decode("ascii")
