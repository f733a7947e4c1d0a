"""Cost rows from a spreadsheet: pasted, CSV or XLSX."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from quartier.portal.projects import services as projects
from quartier.portal.toolkit.rows import MAX_ROWS, identifier, project_years
from quartier.portal.toolkit.steps import BY_SLUG
from quartier.portal.toolkit.views import show
from quartier.service.catalogue import the_catalogue
from quartier.service.sheets import SheetError, cells_of_file, cells_of_text, cost_rows

MAX_SHEET = 5_000_000


@require_POST
def paste(request: HttpRequest, key: str) -> HttpResponse:
    """Append the rows; when one of them cannot be read, none is, and what was pasted stays on the page."""
    access = projects.open_project(key, actor=request.user)
    access.require(projects.Level.EDIT)
    text = request.POST.get("cells", "")
    before = access.project.data.get("costs") or []
    try:
        rows = _rows(request, access.project, MAX_ROWS - len(before))
    except SheetError as error:
        this = BY_SLUG["kosten"]
        extra = {"paste_problems": error.problems, "pasted": text or " "}
        return show(request, access, this, this.form(access.project), status=422, extra=extra)
    items = list(before)
    for row in rows:
        items.append({"id": identifier(row["label"], (item["id"] for item in items), "posten"), **row})
    projects.change(access, "costs", items, actor=request.user)
    told = ngettext("%(n)d Zeile übernommen.", "%(n)d Zeilen übernommen.", len(rows)) % {"n": len(rows)}
    messages.success(request, told)
    return redirect("toolkit:step", access.key, "kosten")


def _rows(request: HttpRequest, project: projects.StoredProject, most: int) -> list[dict[str, Any]]:
    sheet = request.FILES.get("sheet")
    if sheet:
        cells = cells_of_file(sheet.read(MAX_SHEET + 1), sheet.name or "")
    else:
        cells = cells_of_text(request.POST.get("cells", ""))
    rows = cost_rows(cells, project_years(project), the_catalogue().vocabulary)
    if len(rows) > most:
        raise SheetError([_("Bitte höchstens 300 Zeilen: fassen Sie kleine Posten zusammen.")])
    return rows
