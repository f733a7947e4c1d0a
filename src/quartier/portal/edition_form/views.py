"""The pages of the form: one for each section of a draft. Nothing typed is lost, nothing half read is saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from quartier.model.base import Path
from quartier.portal.accounts.services import EDIT_PROGRAMME, needs
from quartier.portal.edition_form.bound import HostileError
from quartier.portal.edition_form.drafts import ConflictError, Draft, the_drafts
from quartier.portal.edition_form.facts import offered
from quartier.portal.edition_form.form import SectionForm, Told
from quartier.portal.edition_form.joining import asked, chosen, clashes, section_in
from quartier.portal.edition_form.operations import operate
from quartier.portal.edition_form.probe import probe
from quartier.portal.edition_form.sections import Section, section_for, section_of, sections_of
from quartier.portal.frame.merging import merged
from quartier.portal.frame.sent import whole_number

SAVE, PROBE = "save", "probe"


@needs(EDIT_PROGRAMME)
@require_http_methods(["GET", "HEAD", "POST"])
def section(request: HttpRequest, key: str, section: str) -> HttpResponse:
    """Show a section of a draft, or take what was typed."""
    seen = whole_number(request.POST.get("revision"))  # what is sent was typed into the form of that state
    draft = the_drafts().open(key, actor=request.user, revision=seen)
    this = section_of(section, draft.document)
    if this is None:
        raise Http404
    if request.method != "POST":
        return _page(request, draft, SectionForm(draft.document, this))
    try:
        return _answer(request, draft, this)
    except HostileError as error:
        raise BadRequest from error


def _answer(request: HttpRequest, draft: Draft, this: Section) -> HttpResponse:
    form = SectionForm(draft.document, this, request.POST)
    operation = request.POST.get("op", SAVE)
    if operation == PROBE:
        return _probe_only(request, form)
    if operation != SAVE:
        operate(form, operation)
        return _page(request, draft, form)
    if form.mistakes() or form.incomplete:
        return _page(request, draft, form, status=422)
    return _save(request, draft, form)


def _save(request: HttpRequest, draft: Draft, form: SectionForm) -> HttpResponse:
    """Keep what was typed together with what others have changed since the author saw the draft."""
    typed = chosen(form.value(), draft.document, request.POST)
    newest = the_drafts().open(draft.key, actor=request.user)
    joined, differences = merged(draft.document, typed, newest.document, in_place=True)
    section = section_in(joined, form.section, typed)
    if differences:
        paths = [difference.path for difference in differences]
        return _page(request, newest, SectionForm(joined, section), status=409, asks=paths)
    try:
        if joined != newest.document:
            the_drafts().save(newest, joined, actor=request.user, revision=newest.revision)
    except ConflictError:  # somebody saved in this very moment
        return _save(request, draft, form)
    except ValidationError as error:
        return _page(request, draft, form, status=422, refused=error.messages)
    messages.success(request, _("Gespeichert. Der Entwurf ist noch nicht veröffentlicht."))
    if newest.revision != draft.revision:
        messages.info(request, _("Jemand anderes hat inzwischen auch etwas geändert. Beides steht jetzt im Entwurf."))
    return redirect("edition_form:section", draft.key, section.slug)


def _probe_only(request: HttpRequest, form: SectionForm) -> HttpResponse:
    found = probe(form.value(), form.section.block)
    return render(request, "edition_form/probe.html", {"probe": found, "swap": True})


def _page(  # noqa: PLR0913 - what a page needs
    request: HttpRequest,
    draft: Draft,
    form: SectionForm,
    *,
    status: int = 200,
    asks: Iterable[Path] | None = None,
    refused: Iterable[str] = (),
) -> HttpResponse:
    """The page. `asks`: the fields others filled in differently; `refused`: why nothing can be saved."""
    document = form.value()
    asks = asked(request.POST) if asks is None else asks
    found = the_drafts().problems(document)
    counts = Counter(section_for(path, document).slug for path, _text in found)
    mistakes = form.tell_mistakes(form.mistakes()) if form.ctx.post is not None else []
    told, _others = form.tell(found)
    context: dict[str, Any] = {
        "draft": draft,
        "form": form,
        "section": form.section,
        "sections": [(one, counts[one.slug]) for one in sections_of(document)],
        "mistakes": mistakes,
        "told": _distinct(told),
        "incomplete": status != 200 and not mistakes and form.incomplete,  # noqa: PLR2004 - something was to be saved
        "clashes": clashes(asks, document, draft.document, request.POST),
        "refused": refused,
        "revision": draft.revision,
        "probe": probe(document, form.section.block),
        "facts": offered(),
    }
    return render(request, "edition_form/section.html", context, status=status)


def _distinct(told: list[Told]) -> list[Told]:
    return list(dict.fromkeys(told))
