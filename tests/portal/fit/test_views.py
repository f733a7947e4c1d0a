"""What fits on the web is what fits on the command line; questions are answered there, also without JavaScript."""

from __future__ import annotations

import html
import random
import re
from collections import defaultdict
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries
from term_links import without_term_links

from quartier.cli.match_view import best_status
from quartier.matching.answer import match_project
from quartier.model.answers import Match, MatchAnswer
from quartier.portal.fit.forms import PAGE
from quartier.portal.fit.page import Group
from quartier.portal.projects import services
from quartier.portal.projects.services import Access
from quartier.service.inputs import read_inputs

pytestmark = pytest.mark.django_db

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NAMES = sorted(file.stem for file in EXAMPLES.glob("*.yaml") if not file.stem.endswith("-ist"))
EVERYTHING = "?fits=200&open=200&fails=200"
HTMX = {"HX-Request": "true"}
NOBODY = AnonymousUser()


def path(access: Access, rest: str = "") -> str:
    return f"/foerderbaukasten/{access.key}/passt/{rest}"


def on_the_command_line(name: str) -> MatchAnswer:
    given = read_inputs(EXAMPLES / f"{name}.yaml")
    return match_project(given.project, given.catalogue, given.place)


def cards(client: Client, access: Access, query: str = "") -> dict[str, set[str]]:
    """The programmes of each group."""
    groups: tuple[Group, ...] = client.get(path(access) + query).context["groups"]
    return {group.status: {card.edition.programme for card in group.cards} for group in groups}


@pytest.mark.parametrize("name", NAMES)
def test_the_same_answer_as_on_the_command_line(client: Client, example: Callable[..., Access], name: str) -> None:
    answer = on_the_command_line(name)
    expected: dict[str, set[str]] = defaultdict(set)
    for programme, matches in groupby(answer.matches, key=lambda match: match.programme):
        expected[best_status(matches)].add(programme)
    response = client.get(path(example(name)) + EVERYTHING)
    groups: tuple[Group, ...] = response.context["groups"]
    told: list[Match] = [match for g in groups for card in g.cards for b in card.blocks for _, match in b.offers]

    assert {g.status: {card.edition.programme for card in g.cards} for g in groups if g.cards} == expected
    assert [match for match in told if match not in answer.matches] == []
    assert response.context["counts"] == {g.status: len(g.cards) for g in groups}
    asked = [(one.asked.fact, one.decides, one.money) for one in response.context["questions"].first]
    assert set(asked) <= {(one.fact, one.decides, one.money) for one in answer.questions}


@pytest.mark.parametrize("name", ["dorfladen", "nachbarschaftshilfe"])
def test_page_of_a_programme_tells_every_reason(client: Client, example: Callable[..., Access], name: str) -> None:
    access, answer = example(name), on_the_command_line(name)
    for programme, group in groupby(answer.matches, key=lambda match: match.programme):
        page = html.unescape(without_term_links(client.get(path(access, f"programm/{programme}/")).text))
        for match in group:
            for reason in match.reasons:
                assert f"{reason.text} – {reason.sentence}" in page
                assert reason.source.title in page
            for words in (*match.would_fit_words, *match.ask):
                assert words in page


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("name", NAMES)
def test_pages_in_both_languages(client: Client, example: Callable[..., Access], name: str, prefix: str) -> None:
    access = example(name)

    for rest in ("", "antworten/"):
        response = client.get(f"{prefix}{path(access, rest)}")
        assert response.status_code == 200
        assert f'<html lang="{prefix[1:] or "de"}"' in response.text


def test_filters(client: Client, example: Callable[..., Access]) -> None:
    access = example("dorfgemeinschaftshaus")
    everything = set[str]().union(*cards(client, access, EVERYTHING).values())
    for query in ("level=state", "topic=care_health", "applicant=verein", "q=Mittagstisch"):
        found = set[str]().union(*cards(client, access, f"{EVERYTHING}&{query}").values())
        assert found <= everything
        assert found
    state = set[str]().union(*cards(client, access, f"{EVERYTHING}&level=state").values())
    assert {name.split("-")[0] for name in state} == {"bw"}


def test_only_the_chosen_applicant_counts(client: Client, example: Callable[..., Access]) -> None:
    access, answer = example("dorfgemeinschaftshaus"), on_the_command_line("dorfgemeinschaftshaus")
    party = answer.matches[-1].party
    own = [match for match in answer.matches if match.party == party]
    fitting = {match.programme for match in own if match.status == "fits"}

    assert cards(client, access, f"{EVERYTHING}&applicant={party}")["fits"] == fitting


def test_few_are_shown_at_first_and_more_on_demand(client: Client, small: Access) -> None:
    first = client.get(path(small))
    more = client.get(path(small) + "?fails=20", headers={**HTMX, "HX-Target": "group-fails"})

    assert [len(group.cards) for group in first.context["groups"]][1:] == [PAGE, PAGE]
    assert len(more.context["groups"][2].cards) == 20
    assert more.text.lstrip().startswith('<div id="fit-results"')


def test_yes_is_kept_and_changes_the_answer(client: Client, small: Access) -> None:
    before = client.get(path(small)).context["counts"]
    response = client.post(path(small, "antwort/"), {"fact": "started", "value": "yes"}, headers=HTMX)
    after = client.get(path(small)).context["counts"]

    assert "Gespeichert." in response.text
    assert 'id="fit-results"' in response.text
    assert services.open_project(small.key, actor=NOBODY).project.data["facts"] == {"started": True}
    assert after["fails"] > before["fails"]


def test_answer_without_javascript(client: Client, small: Access) -> None:
    data = {"fact": "applicant.public_benefit", "party": "verein", "value": "yes", "level": "state", "applicant": ""}
    response = client.post(path(small, "antwort/"), data, follow=True)

    assert response.redirect_chain[0][0].startswith(path(small) + "?level=state&last=")
    assert "Gespeichert." in response.text
    assert "zurücknehmen" in response.text
    assert services.open_project(small.key, actor=NOBODY).project.data["parties"][0]["facts"] == {
        "public_benefit": True
    }


def test_not_knowing_puts_the_question_off(client: Client, small: Access) -> None:
    first = client.get(path(small)).context["questions"].first[0].asked
    party = first.party.id if first.party else ""
    client.post(path(small, "antwort/"), {"fact": first.fact, "party": party, "value": "unknown"})
    questions = client.get(path(small)).context["questions"]

    assert first.fact not in {one.asked.fact for one in questions.first}
    assert questions.given == 1
    assert "weiß ich nicht" in client.get(path(small, "antworten/")).text


@pytest.mark.parametrize("before", [None, True, False])
def test_undo(client: Client, example: Callable[..., Access], before: bool | None) -> None:  # noqa: FBT001 - a parameter of the table
    facts = {} if before is None else {"low_threshold": before}
    access = example("nachbarschaftshilfe", facts=facts)
    answered = client.post(path(access, "antwort/"), {"fact": "low_threshold", "value": "yes"}, headers=HTMX)
    form = re.search(r'<form class="q-undo".*?</form>', answered.text, re.DOTALL)
    assert form
    fields = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', form[0]))
    fields.pop("csrfmiddlewaretoken", None)
    client.post(path(access, "antwort/"), fields)

    assert (services.open_project(access.key, actor=NOBODY).project.data.get("facts") or {}) == facts


@pytest.mark.parametrize(
    ("fact", "value", "kept"),
    [
        ("volunteers", "1.200", 1200),
        ("target_groups", ["older_people", "families"], ["older_people", "families"]),
        ("disability_officer", "full_time", "full_time"),
    ],
)
def test_every_kind_of_answer(client: Client, small: Access, fact: str, value: object, kept: object) -> None:
    client.post(path(small, "antwort/"), {"fact": fact, "value": value})

    assert services.open_project(small.key, actor=NOBODY).project.data["facts"] == {fact: kept}
    assert client.get(path(small)).status_code == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"fact": "volunteers", "value": "viele"}, 422),
        ({"fact": "volunteers", "value": "-1"}, 422),
        ({"fact": "volunteers", "value": "١٢"}, 422),
        ({"fact": "volunteers", "value": "9" * 400}, 422),
        ({"fact": "volunteers"}, 422),
        ({"fact": "low_threshold", "value": "vielleicht"}, 422),
        ({"fact": "target_groups", "value": ["older_people", "nobody\0"]}, 422),
        ({"fact": "place.state", "value": "BW"}, 404),
        ({"fact": "costs.total", "value": "1"}, 404),
        ({"fact": "nothing\0", "value": "1"}, 404),
        ({"fact": "low_threshold", "party": "nobody", "value": "yes"}, 404),
        ({}, 404),
    ],
)
@pytest.mark.usefixtures("site")  # the page for 404 needs the tree
def test_answers_that_cannot_be(client: Client, small: Access, data: dict[str, object], status: int) -> None:
    assert client.post(path(small, "antwort/"), data).status_code == status
    assert (services.open_project(small.key, actor=NOBODY).project.data.get("facts") or {}) == {}


def test_a_refused_answer_is_told_beside_its_question(client: Client, small: Access) -> None:
    first = next(one.asked for one in client.get(path(small)).context["questions"].first if one.asked.input)
    data = {"fact": first.fact, "party": first.party.id if first.party else "", "value": ""}
    response = client.post(path(small, "antwort/"), data, headers=HTMX)

    assert response.status_code == 200
    assert response.text.count('id="form-errors"') == 1


def test_who_only_reads_changes_nothing(client: Client, small: Access) -> None:
    reading = f"/foerderbaukasten/{small.project.read_key}/passt/"

    assert 'name="value"' not in client.get(reading).text
    assert client.post(f"{reading}antwort/", {"fact": "low_threshold", "value": "yes"}).status_code == 403
    assert client.get(f"{reading}antwort/").status_code == 405


@pytest.mark.parametrize(
    "query",
    [
        "fits=99999",
        "fails=-1",
        "open=%00",
        "level=x",
        "q=%00%00",
        "last=%00",
        "last=low_threshold&before=~~~",
        "fits=²",
    ],
)
def test_odd_addresses_show_a_page(client: Client, small: Access, query: str) -> None:
    assert client.get(f"{path(small)}?{query}").status_code == 200


def test_whatever_the_address_says_there_is_a_page(client: Client, small: Access) -> None:
    chance = random.Random(6)  # noqa: S311 - the same addresses each time
    names = ("q", "level", "topic", "applicant", "fits", "open", "fails", "last", "last_party", "before", "sort", "x")
    values = ("", "state", "verein", "low_threshold", "9" * 30, "-1", "\0", "ä~b", "[]", "<b>", "None", "1e9", "\ud7ff")
    for _ in range(40):
        query = {chance.choice(names): chance.choice(values) for _ in range(4)}
        assert client.get(path(small), query).status_code == 200
        assert client.get("/programme/", query).status_code == 200


@pytest.mark.usefixtures("site")
def test_unknown_project_and_programme(client: Client, small: Access) -> None:
    assert client.get("/foerderbaukasten/nothing/passt/").status_code == 404
    assert client.get(path(small, "programm/nothing/")).status_code == 404


def test_incomplete_project_leads_to_the_step(client: Client) -> None:
    access = services.begin({}, actor=NOBODY)
    for rest in ("programm/bw-beteiligungstaler/", "antworten/"):
        assert client.get(path(access, rest)).headers["Location"] == path(access)

    page = client.get(path(access)).text
    assert "Sagen Sie, wer mitmacht" in page
    assert f"/foerderbaukasten/{access.key}/schritt/wer/" in page


def test_mistakes_are_listed_with_their_steps(client: Client, example: Callable[..., Access]) -> None:
    access = example("nachbarschaftshilfe", topics=["nonsense"], period={"start": "2027-01", "end": "2026-01"})
    page = client.get(path(access)).text

    assert f"/foerderbaukasten/{access.key}/schritt/wann/" in page
    assert client.post(path(access, "antwort/"), {"fact": "low_threshold", "value": "yes"}).status_code == 302


def test_nothing_fits(client: Client, small: Access) -> None:
    assert "Noch passt kein Programm sicher" in client.get(path(small)).text


def test_short_answer_beside_the_steps(client: Client, example: Callable[..., Access]) -> None:
    access, answer = example("dorfladen"), on_the_command_line("dorfladen")
    part = client.get(path(access, "kurz/"), headers=HTMX)
    fitting = {match.programme for match in answer.matches if match.status == "fits"}

    assert part.context["summary"].counts["fits"] == len(fitting)
    assert "<html" not in part.text
    assert client.get(path(access, "kurz/")).headers["Location"] == path(access)
    empty = services.begin({}, actor=NOBODY)
    assert "Sagen Sie, wer mitmacht" in client.get(path(empty, "kurz/"), headers=HTMX).text


def test_page_asks_the_database_once(
    client: Client, small: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get(path(small))
    with django_assert_num_queries(1):
        client.get(path(small, "kurz/"), headers=HTMX)


def test_english_marks_what_is_german(client: Client, small: Access) -> None:
    with override("en"):
        page = client.get(f"/en{path(small)}").text

    assert "Still open" in page
    assert re.search(r'<li class="q-reason[^>]*><span class="kern-sr-only">[^<]*</span> <span lang="de">', page)
