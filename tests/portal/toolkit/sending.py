"""What a browser sends while a project is described."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.test import Client

from quartier.portal.projects.models import StoredProject
from quartier.portal.toolkit.money import MoneyStep

BASE = "/foerderbaukasten/"


def begun(client: Client, start: str = "") -> StoredProject:
    client.post(f"{BASE}neu/", {"start": start})
    return StoredProject.objects.latest("created")


def step_url(project: StoredProject, slug: str, language: str = "") -> str:
    return f"{language}{BASE}{project.edit_key}/schritt/{slug}/"


def form_of(prefix: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """What a browser sends for a table."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    return data | {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def fields(html: str) -> list[tuple[str, Any]]:
    """The successful controls of the step's form, as a browser would send them."""
    from lxml import html as parser  # noqa: PLC0415 - beside its only use

    form = next(f for f in parser.fromstring(html).forms if f.get("data-keep"))
    topics = [e.get("value") for e in form.xpath(".//input[@name='topics'][@checked]")]
    return [*((n, v) for n, v in form.form_values() if n != "topics"), *([("topics", topics)] if topics else [])]


def sent_money(
    project: StoredProject, granted: Sequence[dict[str, Any]], aid: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """What a browser sends: own and others' money as it stands, and these rows."""
    step, data = MoneyStep(project), dict[str, Any]()
    for prefix in ("funds", "others"):
        rows = [{name: "" if value is None else value for name, value in row.items()} for row in step.rows(prefix)]
        data |= form_of(prefix, *rows, initial=len(rows))
    return data | form_of("granted", *granted) | form_of("aid", *aid)
