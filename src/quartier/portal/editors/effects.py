"""What a draft would do to the plans of the example projects, reckoned in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import connection

from quartier.catalogue.store import Catalogue
from quartier.model.answers import ObjectiveName, Plan
from quartier.model.edition import Edition
from quartier.planning.auditing import planned
from quartier.planning.plans import Task
from quartier.portal.editors.checking import with_draft
from quartier.portal.editors.models import Draft
from quartier.portal.editors.services import check_draft
from quartier.service.catalogue import the_catalogue
from quartier.service.examples import example_projects
from quartier.service.inputs import Inputs

AIM: ObjectiveName = "least_own_funds"


def ask_for_effects(draft: Draft) -> bool:
    """Whether they are known for the draft as it is; else a process is on its way to reckon them."""
    if draft.preview_of == draft.revision:
        return draft.preview is not None
    Draft.objects.filter(pk=draft.pk).update(preview=None, preview_of=draft.revision)
    if settings.PLANS_SOLVER == "immediate":  # as in tests, which have no other process
        keep_effects(draft)
        return True
    command = [sys.executable, "-m", "django", "preview_draft", str(draft.pk), str(draft.revision)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    threading.Thread(target=_watch, args=(process, draft), daemon=True).start()
    return False


def _watch(process: subprocess.Popen[bytes], draft: Draft) -> None:
    """Let who looks again ask again where the process failed."""
    if process.wait():
        Draft.objects.filter(pk=draft.pk, preview_of=draft.revision, preview=None).update(preview_of=0)
        connection.close()


def keep_effects(draft: Draft) -> None:
    """Reckon them and keep them with the draft, unless it has changed meanwhile."""
    kept = Draft.objects.filter(pk=draft.pk, revision=draft.revision)
    kept.update(preview=effects_of(draft), preview_of=draft.revision)


def effects_of(draft: Draft) -> list[dict[str, Any]]:
    """For each example project whether its plan changes, and how; nothing while the draft is no edition."""
    checked = check_draft(draft)
    if checked.edition is None or checked.problems:
        return []
    before = the_catalogue()
    after = with_draft(before, draft.text, checked.edition)
    return list(_effects(before, after, checked.edition))


def _effects(before: Catalogue, after: Catalogue, edition: Edition) -> Iterator[dict[str, Any]]:
    for example in example_projects():
        old, new = _plan(example.inputs, before), _plan(example.inputs, after)
        yield {
            "project": example.title,
            "uses": [_uses(plan, edition.programme) for plan in (old, new)],
            "grants": [plan.grants_total if plan else None for plan in (old, new)],
            "own": [plan.own_total if plan else None for plan in (old, new)],
            "changed": _figures(old) != _figures(new),
        }


def _plan(given: Inputs, catalogue: Catalogue) -> Plan | None:
    return planned(Task(given.project, catalogue, given.place.values), AIM)


def _uses(plan: Plan | None, programme: str) -> int | None:
    """Cents the programme pays in a plan; None where it is not in it."""
    amounts = [grant.amount for grant in plan.grants if grant.programme == programme] if plan else []
    return sum(amounts) if amounts else None


def _figures(plan: Plan | None) -> list[tuple[str, str, int]]:
    return [(grant.programme, grant.block, grant.amount) for grant in plan.grants] if plan else []
