"""Cost rows from a spreadsheet: pasted, CSV or XLSX."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from quartier.portal.frame.sent import whole_number
from quartier.portal.projects import services as projects
from quartier.portal.toolkit.rows import MAX_ROWS, identifier, project_years
from quartier.portal.toolkit.steps import BY_SLUG, shown
from quartier.portal.toolkit.views import show
from quartier.service.catalogue import the_catalogue
from quartier.service.sheets import (
    MAX_BYTES,
    SheetError,
    TooManyRowsError,
    cells_of_file,
    cells_of_text,
    cost_rows,
)


@require_http_methods(["GET", "POST"])
def paste(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the table as it was typed and append the rows.

    When anything of them cannot be read, nothing is kept, and what was typed and pasted stays on the page. Whoever
    sends the same twice, by a double click, gets the rows once: both times table and rows make the same list.
    """
    if request.method != "POST":  # somebody opens the address of a page that told what was wrong
        return redirect("toolkit:step", key, "kosten")
    access = projects.open_project(key, actor=request.user)
    access.require(projects.Level.EDIT)
    this = BY_SLUG["kosten"]
    form = this.form(access.project, request.POST)
    pasted: dict[str, object] = {"pasted": request.POST.get("cells", "") or " "}
    if not form.is_valid():
        return show(request, access, this, form, status=422, extra=pasted)
    table = cast("list[dict[str, Any]]", form.values()["costs"])
    try:
        rows = _rows(request, access.project, MAX_ROWS - len(table))
        costs = _joined(table, rows)
        projects.change_all(
            access, {"costs": costs}, actor=request.user, revision=whole_number(request.POST.get("revision"))
        )
    except SheetError as error:
        extra = pasted | {"paste_problems": error.problems}
        return show(request, access, this, form, status=422, extra=extra)
    except projects.ConflictError as conflict:
        theirs = shown(conflict.theirs)
        return show(request, access, this, form, status=409, conflict=conflict, theirs=theirs, extra=pasted)
    told = ngettext("%(n)d Zeile übernommen.", "%(n)d Zeilen übernommen.", len(rows)) % {"n": len(rows)}
    messages.success(request, told)
    return redirect("toolkit:step", access.key, "kosten")


def _joined(table: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows below the table, each with an id of its own."""
    items = list(table)
    for row in rows:
        items.append({"id": identifier(row["label"], (item["id"] for item in items), "posten"), **row})
    return items


def _rows(request: HttpRequest, project: projects.StoredProject, most: int) -> list[dict[str, Any]]:
    sheet = request.FILES.get("sheet")
    try:
        if sheet:
            cells = cells_of_file(sheet.read(MAX_BYTES + 1), sheet.name or "")
        else:
            cells = cells_of_text(request.POST.get("cells", ""))
        rows = cost_rows(cells, project_years(project), the_catalogue().vocabulary)
    except TooManyRowsError as error:
        raise SheetError([_too_many()]) from error
    if len(rows) > most:
        raise SheetError([_too_many()])
    return rows


def _too_many() -> str:
    return _("Zusammen wären es mehr als 300 Posten. Bitte fassen Sie kleine Posten zusammen.")
