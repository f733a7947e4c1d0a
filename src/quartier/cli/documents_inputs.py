"""Reads what `quartier documents` is given and plans the project; prints the conflict where no plan is possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.reading import build
from quartier.catalogue.store import Catalogue
from quartier.catalogue.yamlfile import read_document
from quartier.documents.dossier import Dossier, dossier_of
from quartier.model.actuals import Actuals
from quartier.model.answers import ObjectiveName, PlanAnswer
from quartier.planning.answer import Extras, plan_project
from quartier.planning.settling.findings import actuals_findings
from quartier.service.inputs import read_inputs, require_costs


def read_dossier(
    project_file: Path,
    objective: ObjectiveName,
    council_dates: Sequence[dt.date],
    actuals_file: Path | None,
    folder: Path | None,
) -> Dossier | None:
    """The dossier of the plan for an objective; None after the conflict was printed.

    Raises BadInputError with every mistake of a file at once.
    """
    given = read_inputs(project_file, folder)
    require_costs(given.project, read_document(project_file))
    answer = plan_project(given.project, given.catalogue, given.place.values, extras=Extras(arithmetic=True))
    if answer.infeasible is not None:
        from quartier.cli.plan_view import show  # noqa: PLC0415 - only for people without a plan

        show(answer, given.project)
        return None
    position = next(at for at, plan in enumerate(answer.plans) if objective in {plan.objective, *plan.objectives})
    real = _actuals(actuals_file, answer, position, given.catalogue) if actuals_file else None
    return dossier_of(
        given.project,
        answer,
        given.catalogue,
        given.place,
        plan=position,
        council_dates=council_dates,
        actuals=real,
    )


def _actuals(path: Path, answer: PlanAnswer, position: int, catalogue: Catalogue) -> Actuals:
    document = read_document(path)
    actuals = build(Actuals, document)
    found = actuals_findings(actuals, answer.plans[position], answer.project, catalogue)
    if problems := [document.problem(finding.path, finding.message) for finding in found]:
        raise BadInputError(problems)
    return actuals
