"""Files made of a plan being carried out, and its figures for the command line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import yaml
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from quartier.documents.bundle import MEDIA_TYPES
from quartier.documents.continuation import continuation_docx, continuation_pdf
from quartier.documents.proof_of_use import proof_of_use_xlsx
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.services import carrying_of
from quartier.portal.projects.services import open_project


def _figures(carrying: Carrying) -> bytes:
    """What `quartier settle` takes as the real figures."""
    return yaml.safe_dump(carrying.figures, allow_unicode=True, sort_keys=False).encode()


def _plan(carrying: Carrying) -> bytes:
    """What `quartier settle` takes as the plan: as decided."""
    return carrying.decided.plan.model_dump_json(indent=1).encode()


def _proof(carrying: Carrying) -> bytes:
    """The figures for the proof of use; empty fields to fill in where nothing real was told yet."""
    told = any(carrying.course.data.get(section) for section in ("costs", "money", "payments"))
    told = told or any(carrying.draws(position) for position in carrying.decided.positions)
    return proof_of_use_xlsx(carrying.dossier if told else replace(carrying.dossier, actuals=None))


FILES: dict[str, Callable[[Carrying], bytes]] = {
    "verwendungsnachweis.xlsx": _proof,
    "verstetigungsplan.docx": lambda carrying: continuation_docx(carrying.dossier),
    "verstetigungsplan.pdf": lambda carrying: continuation_pdf(carrying.dossier),
    "ist.yaml": _figures,
    "plan.json": _plan,
}
_TYPES = {**MEDIA_TYPES, "yaml": "application/yaml; charset=utf-8", "json": "application/json"}


@never_cache
@require_safe
def download(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One of the files above."""
    access = open_project(key, actor=request.user)
    carrying, make = carrying_of(access), FILES.get(name)
    if carrying is None or make is None or carrying.problems:
        raise Http404
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(make(carrying), content_type=_TYPES[name.rpartition(".")[2]], headers=headers)
