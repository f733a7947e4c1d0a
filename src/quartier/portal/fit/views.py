"""What fits a project: the page, single programmes, answers to questions, the short answer beside the steps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from quartier.catalogue.problems import BadInputError
from quartier.matching.answer import Screening
from quartier.portal.fit.answering import AnswerError
from quartier.portal.fit.asking import given_answers
from quartier.portal.fit.cards import full_card
from quartier.portal.fit.changing import Change, UnknownFactError, change_of, last_change, news
from quartier.portal.fit.forms import FilterForm
from quartier.portal.fit.groups import GROUPS, candidates, counts
from quartier.portal.fit.mistakes import Mistake, mistakes_of
from quartier.portal.fit.page import asked_card, groups_of, missing, questions_of, summary_of
from quartier.portal.fit.screenings import screening_of
from quartier.portal.projects import services as projects


@dataclass(frozen=True, slots=True)
class Opened:
    """A project opened by its link with the answer about it; `screening` is None where mistakes prevent one."""

    access: projects.Access
    screening: Screening | None
    mistakes: list[Mistake]


def _opened(access: projects.Access) -> Opened:
    try:
        return Opened(access, screening_of(access.project), [])
    except BadInputError as error:
        return Opened(access, None, mistakes_of(error))


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """The three groups with filters, and the questions that decide."""
    opened = _opened(projects.open_project(key, actor=request.user))
    if opened.screening is None:
        return render(request, "fit/incomplete.html", {"access": opened.access, "mistakes": opened.mistakes})
    context = _results(opened, opened.screening, request.GET)
    if "HX-Request" in request.headers and request.headers.get("HX-Target") in {"fit-results", *_group_ids()}:
        return render(request, "fit/results.html", context)
    change = last_change(request.GET, opened.screening)
    if programme := request.GET.get("programm", "")[:100]:
        projects.want(request.session, key, programme)
    return render(request, "fit/show.html", {**context, **_top(request, opened, opened.screening, change)})


def _group_ids() -> set[str]:
    return {f"group-{status}" for status in GROUPS}


def _results(opened: Opened, screening: Screening, data: QueryDict) -> dict[str, Any]:
    form = FilterForm(data, screening.project, screening.catalogue.vocabulary)
    wanted = form.wanted()
    filters = QueryDict(mutable=True)
    filters.update(dict(form.pairs()))
    return {
        "access": opened.access,
        "form": form,
        "wanted": wanted,
        "filters": list(form.pairs()),
        "query": filters.urlencode(),
        "groups": groups_of(screening, wanted),
    }


def _top(request: HttpRequest, opened: Opened, screening: Screening, change: Change | None = None) -> dict[str, Any]:
    found = counts(screening)
    wanted = projects.wanted(request.session, opened.access.key)
    return {
        "access": opened.access,
        "asked": asked_card(screening, wanted),
        "counts": found,
        "total": sum(found.values()),
        "day": screening.day,
        "questions": questions_of(screening),
        "missing": missing(screening.project),
        "change": change,
    }


@require_safe
def programme(request: HttpRequest, key: str, programme: str) -> HttpResponse:
    """One programme with every block, party and reason."""
    opened = _opened(projects.open_project(key, actor=request.user))
    if opened.screening is None:
        return redirect("fit:show", key)
    found = [
        one for ones in candidates(opened.screening).values() for one in ones if one.edition.programme == programme
    ]
    if not found:
        raise Http404
    card = full_card(opened.screening, found[0])
    return render(request, "fit/programme.html", {"access": opened.access, "card": card})


@require_safe
def answers(request: HttpRequest, key: str) -> HttpResponse:
    """Every answer that was given, to be changed."""
    opened = _opened(projects.open_project(key, actor=request.user))
    if opened.screening is None:
        return redirect("fit:show", key)
    given = given_answers(opened.screening.project, opened.screening.catalogue.vocabulary)
    return render(request, "fit/answers.html", {"access": opened.access, "given": given})


@require_safe
def summary(request: HttpRequest, key: str) -> HttpResponse:
    """The short answer as a piece of a page; as a page of its own where no script fetches it."""
    opened = _opened(projects.open_project(key, actor=request.user))
    if "HX-Request" not in request.headers:
        return redirect("fit:show", key)
    short = summary_of(opened.screening) if opened.screening else None
    return render(request, "fit/summary.html", {"access": opened.access, "summary": short, "mistakes": opened.mistakes})


@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Keep or take back one answer, then show what it changed."""
    access = projects.open_project(key, actor=request.user)
    before = _opened(access)
    if before.screening is None:
        return redirect("fit:show", key)
    try:
        change = change_of(request.POST, before.screening)
    except UnknownFactError:
        raise Http404 from None
    except AnswerError as error:
        return _refused(request, before, before.screening, str(error))
    after = _opened(_kept(request, access, change))
    if after.screening is None:
        return redirect("fit:show", key)
    words = news(change, before.screening.statuses, after.screening.statuses)
    if "HX-Request" not in request.headers:
        messages.success(request, words)
        return redirect(_back(key, request.POST, change))
    top = _top(request, after, after.screening, None if change.is_undo else change)
    context = {**_results(after, after.screening, request.POST), **top, "news": words}
    return render(request, "fit/answered.html", context)


def _kept(request: HttpRequest, access: projects.Access, change: Change) -> projects.Access:
    party = change.party.id if change.party else None
    if change.forget:
        project = projects.forget_facts(access, [change.own], actor=request.user, party=party)
    else:
        project = projects.set_facts(access, {change.own: change.value}, actor=request.user, party=party)
    return replace(access, project=project)


def _back(key: str, data: QueryDict, change: Change) -> str:
    """The page with its filters, and what was changed last, so that it can be undone."""
    query = QueryDict(mutable=True)
    for name in ("q", "level", "topic", "applicant"):
        if value := data.get(name, "")[:200]:
            query[name] = value
    if not change.is_undo:
        query.update(change.parameters())
    return f"{reverse('fit:show', args=[key])}{f'?{query.urlencode()}' if query else ''}#fit-questions"


def _refused(request: HttpRequest, opened: Opened, screening: Screening, words: str) -> HttpResponse:
    """The page again with what is wrong with the answer."""
    if "HX-Request" not in request.headers:
        messages.error(request, words)
    context = {
        **_results(opened, screening, request.POST),
        **_top(request, opened, screening),
        "refused": words,
        "news": words,
    }
    template = "fit/answered.html" if "HX-Request" in request.headers else "fit/show.html"
    status = 200 if "HX-Request" in request.headers else 422
    return render(request, template, {**context, "refused_fact": request.POST.get("fact", "")}, status=status)
