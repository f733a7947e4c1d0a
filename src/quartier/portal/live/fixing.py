"""What was granted as fixed money of the project, for every plan after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from quartier.catalogue.problems import BadInputError
from quartier.model.answers import Grant, Plan
from quartier.portal.live.models import Course
from quartier.portal.live.states import GRANTED
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access, Actor

Entry = dict[str, Any]


def not_fixed(course: Course, project: projects.StoredProject) -> list[str]:
    """Programmes of granted applications that do not stand in the project with their amount."""
    there = project.data.get("granted") or []
    told = _extra_entries(course.data.get("extra") or [], project)
    extra = [entry["programme"] for entry in told if entry not in there]
    return [
        grant.programme
        for position, grant in enumerate(Plan.model_validate_json(course.plan).grants)
        if (entry := _granted(course, position, grant, project)) is not None
        and not any(_is(other, _which(grant)) and other.get("amount") == entry["amount"] for other in there)
    ] + extra


def fix_granted(access: Access, course: Course, position: int, actor: Actor) -> None:
    """Bring the project's section `granted` up to what was decided on one grant.

    Where the project could not be planned with it any more, it stays as it is; `not_fixed` tells.
    """
    grant = Plan.model_validate_json(course.plan).grants[position]
    project = projects.StoredProject.objects.get(pk=access.project.pk)
    entries = [entry for entry in project.data.get("granted") or [] if not _is(entry, _which(grant))]
    mine = _granted(course, position, grant, project)
    if mine is not None:
        entries.append(mine)
        changed = projects.StoredProject(data={**project.data, "granted": entries})
        if _can_be_planned(project) and not _can_be_planned(changed):
            return
    projects.change(access, "granted", entries, actor=actor)


def fix_extra(access: Access, course: Course, before: Iterable[Entry], actor: Actor) -> None:
    """The same for decisions on grants that are not in the plan; `before`: those told so far."""
    project = projects.StoredProject.objects.get(pk=access.project.pk)
    gone = _extra_entries(before, project)
    entries = [entry for entry in project.data.get("granted") or [] if entry not in gone]
    mine = [entry for entry in _extra_entries(course.data.get("extra") or [], project) if entry not in entries]
    changed = projects.StoredProject(data={**project.data, "granted": [*entries, *mine]})
    if mine and _can_be_planned(project) and not _can_be_planned(changed):
        return
    projects.change(access, "granted", [*entries, *mine], actor=actor)


def _extra_entries(rows: Iterable[Entry], project: projects.StoredProject) -> list[Entry]:
    known = {item.get("id") for item in project.data.get("costs") or []}
    return [
        {
            "programme": row["programme"],
            **({"party": row["party"]} if row.get("party") else {}),
            "amount": row["amount"],
            "decided_on": row["decided_on"],
            "items": [row["item"]] if row.get("item") in known else [],
        }
        for row in rows
    ]


def _which(grant: Grant) -> dict[str, str]:
    return {"programme": grant.programme, "block": grant.block, "party": grant.party}


def _granted(course: Course, position: int, grant: Grant, project: projects.StoredProject) -> dict[str, Any] | None:
    """The project's entry for a granted application, with those of its items that the project still has."""
    decision = course.data.get(f"decision-{position}") or {}
    if decision.get("state") != GRANTED:
        return None
    known = {item.get("id") for item in project.data.get("costs") or []}
    ends = decision.get("end") or (str(grant.end) if grant.end else None)
    items = [item for item in grant.claims if item in known]
    told = {"amount": decision["amount"], "decided_on": decision["decided_on"], "items": items}
    return {**_which(grant), **told, **({"end": ends} if ends else {})}


def _can_be_planned(project: projects.StoredProject) -> bool:
    try:
        projects.inputs(project)
    except BadInputError:
        return False
    return True


def _is(entry: dict[str, Any], which: dict[str, str]) -> bool:
    return all(entry.get(name) == value for name, value in which.items())
