"""The pages of the programme editors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import MAX_BYTES
from quartier.model.edition import Edition
from quartier.portal.accounts.services import EDIT_PROGRAMME, PUBLISH_PROGRAMME, allowed, needs
from quartier.portal.editors import services
from quartier.portal.editors.comparing import differences, judged
from quartier.portal.editors.effects import ask_for_effects
from quartier.portal.editors.models import Draft, Publication, State
from quartier.portal.frame.sent import MOST_DIGITS, whole_number
from quartier.portal.live import services as live
from quartier.portal.plans import services as plans
from quartier.service.catalogue import overlay_problems, the_catalogue

PER_PAGE = 50
PER_HISTORY = 10
MOST_DRAFTS = 200
FIRST_SECTION = "grunddaten"


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def overview(request: HttpRequest) -> HttpResponse:
    """Drafts, and every edition to begin one from."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    editions = [
        edition
        for edition in the_catalogue().editions
        if not words or words.lower() in f"{edition.name} {edition.programme} {edition.edition}".lower()
    ]
    context = {
        "drafts": _drafts(words),
        "page": Paginator(editions, PER_PAGE).get_page(request.GET.get("seite")),
        "words": words,
        "published": Publication.objects.select_related("author", "approved_by").defer("text", "before")[:10],
        "problems": overlay_problems(),
        "written": services.is_written(),
    }
    return render(request, "editors/overview.html", context)


def _drafts(words: str) -> QuerySet[Draft]:
    """The open drafts, those that wait for somebody else first."""
    found = Draft.objects.exclude(state=State.PUBLISHED).defer("text", "base", "preview").select_related("author")
    if words:
        found = found.filter(Q(name__icontains=words) | Q(programme__icontains=words) | Q(edition__icontains=words))
    waiting_first = Case(When(state=State.SUBMITTED, then=Value(0)), default=Value(1))
    return found.order_by(waiting_first, "-changed")[:MOST_DRAFTS]


@never_cache
@require_http_methods(["GET", "POST"])
@needs(EDIT_PROGRAMME)
def begin(request: HttpRequest) -> HttpResponse:
    """A new draft: of an edition, as a new edition of a programme, from a file, or empty."""
    if request.method == "GET":
        return render(request, "editors/begin.html", {"text": ""})
    upload, text = request.FILES.get("file"), request.POST.get("text", "")
    programme, edition = request.POST.get("programme", ""), request.POST.get("edition", "")
    if programme and "new" in request.POST:
        made = services.begin_edition(programme, edition, actor=request.user)
        messages.info(request, _("Bitte Namen und „gilt ab“ eintragen. Das Ende der alten Ausgabe steht dann hier."))
        return redirect("editors:draft", made.pk)
    if programme:
        text = services.text_of(programme, edition) or ""
        if not text:
            raise Http404
    try:
        made = services.begin(_uploaded(upload) or text or _empty(), actor=request.user)
    except ValidationError as error:
        context = {"text": text[:MAX_BYTES], "problems": error.messages}
        return render(request, "editors/begin.html", context, status=422)
    return redirect("editors:draft", made.pk)


def _uploaded(upload: UploadedFile[bytes] | None) -> str:
    """The text of a file that was sent, empty where none was."""
    if upload is None:
        return ""
    try:
        return bytes(upload.read(MAX_BYTES + 1)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValidationError(
            _("Diese Datei ist kein Text in der Kodierung UTF-8. Bitte speichern Sie sie so und wählen Sie sie neu.")
        ) from None


def _empty() -> str:
    """The frame of a new edition, with nothing invented in it."""
    return services.yaml_of(
        {
            "format": "quartier.programme/1",
            "programme": "",
            "edition": "",
            "valid": {"from": None},
            "name": "",
            "summary": "",
            "level": "state",
            "funder": "",
            "authority": {"name": ""},
            "topics": [],
            "sources": {},
            "intake": {"kind": "unknown"},
            "blocks": [],
            "confidence": "low",
        }
    )


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Where a draft stands: what it changes, what is wrong, who did what."""
    found = services.open_draft(key, actor=request.user)
    problems = services.text_problems(found.text)
    context = {
        "draft": found,
        "problems": problems,
        "placed": services.placed(found, problems),
        "differences": differences(found.base, found.text),
        **_ending(services.ending_of(found.text)),
        "revisions": found.revisions.select_related("by")[:20],
        "may_publish": found.state == State.SUBMITTED and allowed(request.user, PUBLISH_PROGRAMME, found),
        "form_url": _form_url(found),
        "stale": found.state != State.PUBLISHED and services.is_stale(found),
    }
    return render(request, "editors/draft.html", context)


def _ending(ending: services.Ending | None) -> dict[str, object]:
    """The edition that ends with a draft, and what changes in it."""
    return {"ending": ending, "ended": differences(ending.before, ending.after) if ending else []}


def _form_url(found: Draft) -> str:
    """Where the form begins; empty while the text has to be mended as text first."""
    try:
        services.document_of(found)
    except BadInputError:
        return ""
    return reverse("edition_form:section", args=[found.pk, FIRST_SECTION])


@never_cache
@require_http_methods(["GET", "POST"])
@needs(EDIT_PROGRAMME)
def text(request: HttpRequest, key: str) -> HttpResponse:
    """The draft as the text of its file, with everything that is wrong and its line."""
    found = services.open_draft(key, actor=request.user)
    context: dict[str, Any] = {"draft": found, "text": found.text, "revision": found.revision}
    status = 200
    if request.method == "POST":
        sent = request.POST.get("text", "")
        revision = whole_number(request.POST.get("revision")) or 0
        try:
            services.save_text(found, sent, actor=request.user, revision=revision)
        except services.DraftConflictError as conflict:
            status, context = 409, context | {"conflict": conflict.draft, "revision": conflict.draft.revision}
        except ValidationError as error:
            status, context = 422, context | {"refused": error.messages, "revision": revision}
        else:
            messages.success(request, _("Gespeichert."))
            return redirect("editors:text", key)
        context["text"] = sent
    context["problems"] = services.text_problems(context["text"])
    return render(request, "editors/text.html", context, status=status)


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """What the draft does to example projects, their plans, and saved projects."""
    found = services.open_draft(key, actor=request.user)
    checked = services.check_draft(found)
    context: dict[str, Any] = {"draft": found, "problems": checked.problems}
    if checked.edition is not None and not checked.problems:
        ending = services.ending_of(found.text)
        known = ending.edition if ending else _known(checked.edition)
        before = {(j.project, j.party, j.block): j for j in judged(known)} if known else {}
        after = [(before.get((j.project, j.party, j.block)), j) for j in judged(checked.edition)]
        ready = ask_for_effects(found)
        found.refresh_from_db()
        context |= {
            **_ending(ending),
            "verdicts": [pair for pair in after if pair[0] != pair[1]],
            "unchanged": sum(old == new for old, new in after),
            "effects": found.preview if ready else None,
            "ready": ready,
            "planned": plans.count_using(found.programme),
            "carried_out": live.count_using(found.programme),
        }
    if request.headers.get("HX-Target") == "effects":
        return render(request, "editors/effects.html", context)
    return render(request, "editors/preview.html", context)


def _known(edition: Edition) -> Edition | None:
    """The edition as it counts now."""
    return next((one for one in the_catalogue().editions if one.key == edition.key), None)


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def history(request: HttpRequest, programme: str) -> HttpResponse:
    """Everything published here about a programme, with what each publication changed."""
    found = Publication.objects.filter(programme=programme).select_related("author", "approved_by")
    page = Paginator(found, PER_HISTORY).get_page(request.GET.get("seite"))
    rows = [(publication, differences(publication.before, publication.text)) for publication in page]
    if not rows and programme not in the_catalogue().by_programme:
        raise Http404
    editions = the_catalogue().by_programme.get(programme, ())
    context = {"rows": rows, "programme": programme, "editions": editions, "page": page}
    return render(request, "editors/history.html", context)


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def export(_request: HttpRequest) -> HttpResponse:
    """The newest of every edition published here, as files of a catalogue."""
    return _file(services.export(Publication.objects.all()), "katalog.zip", "application/zip")


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def published_file(_request: HttpRequest, number: int) -> HttpResponse:
    """One edition as it was published, as the file of a catalogue."""
    found = get_object_or_404(Publication, pk=number) if number < 10**MOST_DIGITS else None
    if found is None:
        raise Http404
    return _file(found.text.encode(), f"{found.edition}.yaml", "application/yaml; charset=utf-8")


@never_cache
@require_safe
@needs(EDIT_PROGRAMME)
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The draft as a file."""
    found = services.open_draft(key, actor=request.user)
    return _file(found.text.encode(), f"{found.edition or 'entwurf'}.yaml", "application/yaml; charset=utf-8")


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_POST
@needs(EDIT_PROGRAMME)
def act(request: HttpRequest, key: str) -> HttpResponse:
    """Hand in, give back, publish, go back to an earlier state, discard."""
    found = services.open_draft(key, actor=request.user)
    action = _ACTIONS.get(request.POST.get("action", ""))
    if action is None:
        return HttpResponseBadRequest(_("Diese Aktion gibt es nicht."))
    try:
        return action(request, found) or redirect("editors:draft", key)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("editors:draft", key)


def _hand_in(request: HttpRequest, found: Draft) -> None:
    services.hand_in(found, actor=request.user)
    messages.success(request, _("Vorgelegt. Jemand anderes aus der Redaktion kann den Entwurf jetzt veröffentlichen."))


def _take_back(request: HttpRequest, found: Draft) -> None:
    services.take_back(found, actor=request.user)
    messages.success(request, _("Zurückgeholt. Sie können jetzt weiterschreiben."))


def _rebase(request: HttpRequest, found: Draft) -> None:
    services.rebase(found, actor=request.user)
    messages.success(request, _("Der Vergleich zeigt jetzt, was sich gegenüber dem heutigen Stand ändert."))


def _give_back(request: HttpRequest, found: Draft) -> None:
    services.give_back(found, request.POST.get("reason", ""), actor=request.user)
    messages.success(request, _("Zurückgegeben."))


def _publish(request: HttpRequest, found: Draft) -> HttpResponse:
    made = services.publish(found, actor=request.user)
    messages.success(request, _("Veröffentlicht. In wenigen Sekunden gilt es auf allen Seiten und in allen Plänen."))
    return redirect("editors:history", made.programme)


def _restore(request: HttpRequest, found: Draft) -> None:
    services.restore(found, whole_number(request.POST.get("number")) or 0, actor=request.user)
    messages.success(request, _("Der frühere Stand gilt wieder."))


def _discard(request: HttpRequest, found: Draft) -> HttpResponse:
    if request.POST.get("sure") != "yes":
        raise ValidationError(_("Bitte bestätigen Sie mit dem Häkchen, dass der Entwurf gelöscht werden soll."))
    services.discard(found, actor=request.user)
    messages.success(request, _("Der Entwurf ist gelöscht."))
    return redirect("editors:overview")


_ACTIONS: dict[str, Callable[[HttpRequest, Draft], HttpResponse | None]] = {
    "hand_in": _hand_in,
    "take_back": _take_back,
    "rebase": _rebase,
    "give_back": _give_back,
    "publish": _publish,
    "restore": _restore,
    "discard": _discard,
}
