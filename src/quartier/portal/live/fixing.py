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
    extra = _extra_entries(course.data.get("extra") or [], project)
    decided = [
        entry["programme"]
        for entry in _decided_entries(course, project)
        if not any(_is(other, entry) and other.get("amount") == entry["amount"] for other in there)
    ]
    return decided + [entry["programme"] for entry in extra if not _told(entry, there)]


def by_hand(course: Course, project: projects.StoredProject, entries: Iterable[Entry]) -> list[Entry]:
    """Those of `entries` (decided grants of a project) that were not told while the plan is carried out."""
    decided, extra = _decided_entries(course, project), _extra_entries(course.data.get("extra") or [], project)
    return [entry for entry in entries if not _told(entry, extra) and not any(_is(entry, mine) for mine in decided)]


def belonging_here(course: Course, project: projects.StoredProject) -> set[tuple[str, str]]:
    """Programme and party of every decision that is told while the plan is carried out, or will be."""
    grants = Plan.model_validate_json(course.plan).grants
    extra = course.data.get("extra") or []
    return {(grant.programme, grant.party) for grant in grants} | {about(row, project) for row in extra}


def about(entry: Entry, project: projects.StoredProject) -> tuple[str, str]:
    """Programme and party of a decided grant; a party that is left out means the first."""
    return entry["programme"], entry.get("party") or project.first_party


def fix_granted(access: Access, course: Course, position: int, actor: Actor) -> None:
    """Bring the project's section `granted` up to what was decided on one grant.

    What was entered in the project itself about the same grant makes way for the decision, so that it counts once.
    Where the project could not be planned with it any more, it stays as it is; `not_fixed` tells.
    """
    grant = Plan.model_validate_json(course.plan).grants[position]
    project = projects.StoredProject.objects.get(pk=access.project.pk)
    entries = [entry for entry in project.data.get("granted") or [] if not _is(entry, _which(grant))]
    mine = _granted(course, position, grant, project)
    if mine is not None:
        extra = _extra_entries(course.data.get("extra") or [], project)
        others = [entry for entry in entries if _told(entry, extra) or not _same_grant(entry, mine, project)]
        entries = [*others, mine]
        changed = projects.StoredProject(data={**project.data, "granted": entries})
        if _can_be_planned(project) and not _can_be_planned(changed):
            return
    projects.change(access, "granted", entries, actor=actor)


def fix_extra(access: Access, course: Course, before: Iterable[Entry], actor: Actor) -> None:
    """The same for decisions on grants that are not in the plan; `before`: those told so far."""
    project = projects.StoredProject.objects.get(pk=access.project.pk)
    mine = _extra_entries(course.data.get("extra") or [], project)
    gone = [*_extra_entries(before, project), *mine]
    entries = [entry for entry in project.data.get("granted") or [] if not _told(entry, gone)]
    changed = projects.StoredProject(data={**project.data, "granted": [*entries, *mine]})
    if mine and _can_be_planned(project) and not _can_be_planned(changed):
        return
    projects.change(access, "granted", [*entries, *mine], actor=actor)


def _same_grant(entry: Entry, mine: Entry, project: projects.StoredProject) -> bool:
    """Whether somebody may have meant the grant `mine` who named its block or none, its party or none."""
    return about(entry, project) == about(mine, project) and entry.get("block") in {None, mine["block"]}


def _told(entry: Entry, extra: Iterable[Entry]) -> bool:
    """Whether an entry is one of these, whatever has become of the items it pays."""
    return any({**entry, "items": []} == {**other, "items": []} for other in extra)


def _decided_entries(course: Course, project: projects.StoredProject) -> list[Entry]:
    """What the granted applications of the plan are in the project."""
    grants = Plan.model_validate_json(course.plan).grants
    found = (_granted(course, position, grant, project) for position, grant in enumerate(grants))
    return [entry for entry in found if entry is not None]


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


def _is(entry: Entry, which: Entry) -> bool:
    return all(entry.get(name) == which[name] for name in ("programme", "block", "party"))
