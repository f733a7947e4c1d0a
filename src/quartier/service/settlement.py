"""A plan and the real figures, read from files or from the web and checked against each other."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path as FilePath

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import build
from quartier.catalogue.store import Catalogue
from quartier.catalogue.yamlfile import MAX_BYTES, Document, read_document
from quartier.model.actuals import Actuals
from quartier.model.answers import Plan, PlanAnswer
from quartier.model.base import Finding, Path
from quartier.planning.settling.findings import actuals_findings, edition_findings, plan_findings

NEEDED = "nötig ist, was `quartier plan … --json` ausgibt"


@dataclass(frozen=True, slots=True)
class Given:
    """A plan and real figures that fit each other; `project`: what both are about."""

    plan: Plan
    actuals: Actuals | None
    catalogue: Catalogue
    project: str


@dataclass(frozen=True, slots=True)
class _Read:
    """A plan, where in its file it stands, and the title of the project where the file has it."""

    plan: Plan
    document: Document
    place: Path
    project: str | None


def read_settlement(
    plan_file: FilePath, actuals_file: FilePath | None, folder: FilePath | None, wanted: int | str | None
) -> Given:
    """Read and check everything. `wanted`: the plan's number from 1, or an objective; None is the first.

    Raises BadInputError with every mistake of a file at once.
    """
    _only_json(plan_file)
    actuals = read_document(actuals_file) if actuals_file else None
    return settlement_of(read_document(plan_file), actuals, load_catalogue(folder), wanted)


def settlement_of(
    plan: Document, document: Document | None, catalogue: Catalogue, wanted: int | str | None = None
) -> Given:
    """Check a plan (or an answer with several, of which `wanted` names one) and real figures, however they came.

    Raises BadInputError with every mistake at once.
    """
    read = _plan(plan, wanted)
    wrong = [*plan_findings(read.plan), *edition_findings(read.plan, catalogue)]
    _refuse(read.document, (Finding((*read.place, *found.path), found.message) for found in wrong))
    if document is None:
        return Given(read.plan, None, catalogue, read.project or "Plan")
    actuals = build(Actuals, document)
    _refuse(document, actuals_findings(actuals, read.plan, read.project, catalogue))
    return Given(read.plan, actuals, catalogue, actuals.project)


def _refuse(document: Document, findings: Iterable[Finding]) -> None:
    problems = [document.problem(finding.path, finding.message) for finding in findings]
    if problems:
        raise BadInputError(problems)


def _plan(document: Document, wanted: int | str | None) -> _Read:
    if isinstance(document.data, dict) and "plans" in document.data:
        answer = build(PlanAnswer, document)
        position = _position(answer, document, wanted)
        return _Read(answer.plans[position], document, ("plans", position), answer.project)
    if not isinstance(document.data, dict) or "grants" not in document.data:
        raise BadInputError([document.problem((), f"das ist kein Plan; {NEEDED}")])
    plan = build(Plan, document)
    if (isinstance(wanted, int) and wanted != 1) or (isinstance(wanted, str) and wanted not in _goals(plan)):
        raise BadInputError([document.problem((), f"die Datei enthält nur einen Plan, „{wanted}“ ist nicht dabei")])
    return _Read(plan, document, (), None)


def _only_json(path: FilePath) -> None:
    """What is no JSON was not written by `quartier plan`. Files that cannot be read at all are left to the reader."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b"0"
    except OSError:
        return
    try:
        json.loads(raw)
    except json.JSONDecodeError as error:
        raise _no_json(path, error.lineno, f"Spalte {error.colno}") from error
    except RecursionError as error:
        raise _no_json(path, None, "zu tief verschachtelt") from error
    except UnicodeDecodeError:
        return


def _no_json(path: FilePath, line: int | None, reason: str) -> BadInputError:
    return BadInputError([Problem(str(path), line, "", f"kein gültiges JSON ({reason}); {NEEDED}")])


def _position(answer: PlanAnswer, document: Document, wanted: int | str | None) -> int:
    if not answer.plans:
        raise BadInputError([document.problem(("plans",), "die Antwort enthält keinen Plan, nur einen Widerspruch")])
    if isinstance(wanted, str):
        for position, plan in enumerate(answer.plans):
            if wanted in _goals(plan):
                return position
        known = ", ".join(sorted({goal for plan in answer.plans for goal in _goals(plan)}))
        raise BadInputError([document.problem(("plans",), f"keinen Plan mit dem Ziel „{wanted}“; es gibt: {known}")])
    position = 0 if wanted is None else wanted - 1
    if not 0 <= position < len(answer.plans):
        raise BadInputError(
            [document.problem(("plans",), f"Plan {wanted} gibt es nicht, nur 1 bis {len(answer.plans)}")]
        )
    return position


def _goals(plan: Plan) -> set[str]:
    return {plan.objective, *plan.objectives}
