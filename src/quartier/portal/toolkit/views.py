"""Describing a project in steps. Looking and planning need no login; every page works without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import MAX_BYTES
from quartier.model.project import Place
from quartier.portal.frame.sent import whole_number
from quartier.portal.projects import services as projects
from quartier.portal.toolkit import files, starts
from quartier.portal.toolkit.forms import place_label, places
from quartier.portal.toolkit.steps import BY_SLUG, STEPS, Step, StepForms, after, before, missing, shown, states
from quartier.portal.toolkit.tables import TableStep
from quartier.portal.toolkit.telling import decided_of
from quartier.service.inputs import known_place
from quartier.service.practice import similar

RECENT = "projects"
"""Where the session keeps the links of projects that were begun without an account."""


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """How to begin: a template, an own project, an example, a file; and what was begun before."""
    mine = projects.projects_of(request.user)[:10] if request.user.is_authenticated else _recent(request)
    context = {
        "starts": starts.starts().values(),
        "examples": starts.examples().values(),
        "mine": mine,
        "programme": starts.programme_edition(request.GET.get("programm", "")),
    }
    return render(request, "toolkit/start.html", context)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a project, empty or from a template or an example, and go to its first step."""
    wanted, example = request.POST.get("start", ""), request.POST.get("example", "")
    chosen = starts.examples().get(example) or starts.starts().get(wanted) or starts.examples().get(wanted)
    access = projects.begin(chosen.data if chosen else None, actor=request.user)
    _remember(request, access)
    if starts.programme_edition(programme := request.POST.get("programm", "")):
        projects.want(request.session, access.key, programme)
    return redirect("toolkit:step", access.key, STEPS[0].slug)


@require_http_methods(["GET", "POST"])
def from_file(request: HttpRequest) -> HttpResponse:
    """Begin with a project file; what is wrong is told with its lines, and the text can be mended on the spot."""
    upload, text = request.FILES.get("file"), request.POST.get("text", "")
    problems: list[str] = []
    if request.method == "POST":
        raw = upload.read(MAX_BYTES + 1) if upload else text.encode("utf-8", "replace")
        text = files.text_of(raw) if upload else text
        try:
            access = projects.begin(files.from_file(raw, _("Datei")), actor=request.user)
        except BadInputError as error:
            problems = [files.told(problem) for problem in error.problems]
        else:
            _remember(request, access)
            return redirect("toolkit:overview", access.key)
    status = 422 if problems else 200
    return render(request, "toolkit/from_file.html", {"problems": problems, "text": text}, status=status)


@require_safe
def overview(request: HttpRequest, key: str) -> HttpResponse:
    """Where the description stands: each step, what is wrong, the links, what was changed when."""
    access = projects.open_project(key, actor=request.user)
    found, others = states(access.project)
    context = {
        "access": access,
        "states": found,
        "problems": others,
        "decided": decided_of(access.project),
        "links": {
            "edit": request.build_absolute_uri(reverse("toolkit:overview", args=[access.project.edit_key])),
            "read": request.build_absolute_uri(reverse("toolkit:overview", args=[access.project.read_key])),
        },
        "revisions": access.project.revisions.select_related("by")[:10],
        "remarks": access.project.remarks.select_related("by"),
        "shares": access.project.shares.all() if access.may_share else (),
        "section_names": section_names(),
    }
    return render(request, "toolkit/overview.html", context)


def section_names() -> dict[str, object]:
    """What a change was about, by the name of its section."""
    names = {section: step.title for step in STEPS for section in step.sections}
    return {
        **names,
        "begin": _("Angelegt"),
        "restore": _("Früherer Stand"),
        "facts": _("Fragen"),
        "choose": _("Auswahl"),
    }


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """Show or keep one step. Who only reads sees it without being able to change it."""
    access = projects.open_project(key, actor=request.user)
    if slug not in BY_SLUG:
        raise Http404
    this = BY_SLUG[slug]
    if request.method == "POST":
        return _keep(request, access, this)
    options = {"more": request.GET.get("mehr", "")} if _tables(this) else {}
    return show(request, access, this, this.form(access.project, **options))


def _tables(this: Step) -> tuple[str, ...]:
    """The tables a step is made of, which can offer more rows; none where it is one form."""
    return this.form.prefixes if isinstance(this.form, type) and issubclass(this.form, TableStep) else ()


def _keep(request: HttpRequest, access: projects.Access, this: Step) -> HttpResponse:
    form = this.form(access.project, request.POST)
    if not form.is_valid():
        return show(request, access, this, form, status=422)
    try:
        project = projects.change_all(
            access, form.values(), actor=request.user, revision=whole_number(request.POST.get("revision"))
        )
    except projects.ConflictError as conflict:
        return show(request, access, this, form, status=409, conflict=conflict, theirs=shown(conflict.theirs))
    if "HX-Request" in request.headers:
        response = render(request, "toolkit/saved.html", {"revision": project.revision})
        response.headers["HX-Trigger"] = "saved"
        return response
    return HttpResponseRedirect(_next(request, access, this))


def _next(request: HttpRequest, access: projects.Access, this: Step) -> str:
    here = reverse("toolkit:step", args=[access.key, this.slug])
    if (table := request.POST.get("add")) in _tables(this):
        return f"{here}?mehr={table}#more-{table}"
    following = after(this)
    if "stay" in request.POST:
        messages.success(request, _("Gespeichert."))
        return here
    return (
        reverse("toolkit:step", args=[access.key, following.slug])
        if following
        else reverse("toolkit:overview", args=[access.key])
    )


def show(  # noqa: PLR0913, PLR0917 - what a page needs
    request: HttpRequest,
    access: projects.Access,
    this: Step,
    form: StepForms,
    status: int = 200,
    conflict: projects.ConflictError | None = None,
    theirs: str = "",
    extra: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The page of a step, with what was typed where something is wrong."""
    context: dict[str, Any] = {
        "access": access,
        "step": this,
        "steps": STEPS,
        "position": STEPS.index(this) + 1,
        "form": form,
        "missing": missing(this, access.project),
        "previous": before(this),
        "following": after(this),
        "conflict": conflict,
        "theirs": theirs,
        **(extra or {}),
        "revision": conflict.revision if conflict else request.POST.get("revision", access.project.revision),
    }
    if "words" in this.sections:
        context["similar"] = similar(f"{access.project.title} {access.project.words}")
    if "place" in this.sections:
        context["place_facts"] = _place_facts(access.project)
    if "HX-Request" in request.headers and request.method == "POST":
        return render(request, "toolkit/not_saved.html", context)
    return render(request, this.template, context, status=status)


def _place_facts(project: projects.StoredProject) -> list[tuple[str, object, str]]:
    """What the register knows of the place: name, value and where it is from."""
    if not (project.data.get("place") or {}).get("ags"):
        return []
    found, _findings = known_place(Place.model_validate(project.data["place"]))
    return [
        (starts.fact_label(name), starts.fact_value(name, value), found.notes.get(name, ""))
        for name, value in found.values.items()
        if name != "place.ags"
    ]


@require_safe
def place_search(request: HttpRequest) -> HttpResponse:
    """Municipalities for what is being typed."""
    text = request.GET.get("text", "").replace("\0", "")[:100]
    hits = [(hit.municipality.ags, place_label(hit)) for hit in places(text)]
    return render(request, "toolkit/places.html", {"hits": hits, "text": text})


@require_safe
def similar_projects(request: HttpRequest) -> HttpResponse:
    """Published projects like the one being described."""
    words = " ".join(request.GET.get(name, "").replace("\0", "")[:4000] for name in ("title", "words"))
    return render(request, "toolkit/similar.html", {"projects": similar(words)})


def _remember(request: HttpRequest, access: projects.Access) -> None:
    if not request.user.is_authenticated:
        kept = [key for key in request.session.get(RECENT, []) if key != access.key]
        request.session[RECENT] = [access.key, *kept][:20]


def _recent(request: HttpRequest) -> list[dict[str, str]]:
    found = []
    for key in request.session.get(RECENT, []):
        try:
            project = projects.open_project(key, actor=request.user).project
        except projects.UnknownProjectError:
            continue
        found.append({"key": key, "title": project.title})
    return found
