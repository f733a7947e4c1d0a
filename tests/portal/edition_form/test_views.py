"""The pages of the form: shown, changed, saved, refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client
from html_check import html_errors
from memory_drafts import MemoryDrafts, edition_document
from people import make_person
from pytest_django import DjangoAssertNumQueries

from quartier.portal.accounts.services import Actor, Role
from quartier.portal.edition_form import drafts
from quartier.portal.edition_form.form import SectionForm
from quartier.portal.edition_form.sections import section_of, sections_of

pytestmark = pytest.mark.django_db
KEY = "bw-quartiersimpulse--2025"


@pytest.fixture
def kept() -> Iterator[MemoryDrafts]:
    """Drafts in memory."""
    before = drafts.registered()
    made = MemoryDrafts()
    drafts.register(made)
    yield made
    drafts.register(before)


@pytest.fixture
def staff(client: Client) -> Client:
    """Somebody who maintains programmes."""
    client.force_login(make_person(Role.PROGRAMME_EDITOR))
    return client


def address(slug: str, key: str = KEY) -> str:
    """Where a section is."""
    return f"/programmpflege/formular/{key}/{slug}/"


def form_of(document: dict[str, Any], slug: str) -> QueryDict:
    """What the browser sends for a section in which nothing was changed."""
    section = section_of(slug, document)
    assert section is not None
    post = QueryDict(mutable=True)
    for name, text in SectionForm(document, section).sends():
        post.appendlist(name, text)
    return post


def submit(
    client: Client, slug: str, post: QueryDict, operation: str = "save", revision: int = 1, **headers: str
) -> Any:  # noqa: ANN401 - the test client's answer
    """Send a section with one of its buttons."""
    post = post.copy()
    post["op"], post["revision"] = operation, str(revision)
    body = post.urlencode()
    return client.post(address(slug), body, content_type="application/x-www-form-urlencoded", headers=headers)


@pytest.mark.parametrize("slug", [one.slug for one in sections_of(edition_document(KEY))])
def test_page_sends_exactly_what_the_form_knows(staff: Client, kept: MemoryDrafts, slug: str) -> None:  # noqa: ARG001 - drafts are there
    page = staff.get(address(slug)).content.decode()
    inside = page[page.index('id="edition-form"') : page.index('id="facts"')]
    expected = [name for name, _text in SectionForm(edition_document(KEY), _section(slug)).sends()]
    found = re.findall(r'<(?:input|select|textarea)[^>]*?\bname="([^"]+)"', inside)
    assert {unescape(name) for name in found} - {"csrfmiddlewaretoken", "revision"} == {*expected}


def _section(slug: str) -> Any:  # noqa: ANN401 - a section
    return section_of(slug, edition_document(KEY))


def test_unchanged_page_saves_nothing(staff: Client, kept: MemoryDrafts) -> None:
    document = edition_document(KEY)
    kept.put(KEY, document)
    answer = submit(staff, "baustein-1", form_of(document, "baustein-1"))
    assert answer.status_code == 302
    assert kept.kept[KEY].revision == 1


def test_change_is_saved_exactly(staff: Client, kept: MemoryDrafts) -> None:
    document = edition_document(KEY)
    kept.put(KEY, document)
    post = form_of(document, "baustein-1")
    post["block.pays.rate"] = "66,66"
    assert submit(staff, "baustein-1", post).status_code == 302
    saved: Any = kept.kept[KEY].document
    assert str(saved["blocks"][0]["pays"]["rate"]) == "66.66"
    assert saved["blocks"][1] is document["blocks"][1]


def test_wrong_text_is_shown_again_and_not_saved(staff: Client, kept: MemoryDrafts) -> None:
    post = form_of(edition_document(KEY), "baustein-1")
    post["block.pays.rate"] = "achtzig"
    answer = submit(staff, "baustein-1", post)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="achtzig"' in page
    assert 'href="#id_block.pays.rate"' in page
    assert "Ein Prozentsatz liegt zwischen 0 und 100" in page
    assert kept.kept[KEY].revision == 1


def test_somebody_else_saved_meanwhile(staff: Client, kept: MemoryDrafts) -> None:
    document = edition_document(KEY)
    kept.put(KEY, document)
    post = form_of(document, "texte")
    post["summary.de"] = "Ein anderer Satz."
    assert submit(staff, "texte", post).status_code == 302
    post["summary.de"] = "Noch ein Satz."
    answer = submit(staff, "texte", post)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Noch ein Satz." in page, "Ein anderer Satz." in page, page.count('type="radio"')) == (True, True, 2)
    assert 'name="revision" value="2"' in page
    again = form_of(kept.kept[KEY].document, "texte")
    again["summary.de"] = "Noch ein Satz."
    again['choose.["summary", "de"]'] = "mine"
    assert submit(staff, "texte", again, revision=2).status_code == 302
    saved: Any = kept.kept[KEY].document
    assert saved["summary"] == document["summary"] | {"de": "Noch ein Satz."}


def test_changes_of_two_people_in_one_section_are_joined(staff: Client, kept: MemoryDrafts) -> None:
    document = edition_document(KEY)
    kept.put(KEY, document)
    mine, theirs = form_of(document, "baustein-1"), form_of(document, "baustein-1")
    theirs["block.pays.rate"] = "40"
    mine["block.pays.earmark_years"] = "5"
    for post in (theirs, mine):
        assert submit(staff, "baustein-1", post).status_code == 302
    page = staff.get(address("baustein-1")).content.decode()
    saved: Any = kept.kept[KEY].document
    pays = document["blocks"][0]["pays"] | {"rate": 40, "earmark_years": 5}
    assert saved["blocks"] == [document["blocks"][0] | {"pays": pays}, *document["blocks"][1:]]
    assert "Beides steht jetzt im Entwurf." in page


@pytest.mark.parametrize(("choice", "rate"), [("mine", 30), ("theirs", 40)])
def test_a_field_both_changed_differently_is_chosen(staff: Client, kept: MemoryDrafts, choice: str, rate: int) -> None:
    """Both values stand there; what only one has changed is joined already, and stays."""
    document = edition_document(KEY)
    kept.put(KEY, document)
    mine, theirs = form_of(document, "baustein-1"), form_of(document, "baustein-1")
    theirs["block.pays.rate"], theirs["block.pays.earmark_years"] = "40", "5"
    mine["block.pays.rate"], mine["block.name.de"] = "30", "Anders"
    submit(staff, "baustein-1", theirs)
    answer = submit(staff, "baustein-1", mine)
    page = answer.content.decode()
    (name,) = {unescape(found) for found in re.findall(r'name="(choose\.[^"]*)"', page)}
    assert (answer.status_code, kept.kept[KEY].revision) == (409, 2)
    assert [error for error in html_errors({"conflict": page}) if "form-dup-name" not in error] == []

    joined = {**document, "blocks": list(document["blocks"])}
    joined["blocks"][0] = document["blocks"][0] | {"name": document["blocks"][0]["name"] | {"de": "Anders"}}
    joined["blocks"][0]["pays"] = document["blocks"][0]["pays"] | {"rate": 30, "earmark_years": 5}
    post = form_of(joined, "baustein-1")
    post[name] = choice
    refreshed = submit(staff, "baustein-1", post, "refresh", revision=2).content.decode()
    assert refreshed.count('type="radio"') >= 2
    assert submit(staff, "baustein-1", post, revision=2).status_code == 302
    saved: Any = kept.kept[KEY].document
    joined["blocks"][0]["pays"]["rate"] = rate
    assert saved == joined


@pytest.mark.parametrize("name", ["choose.", "choose.[", "choose.{}", "choose.[]", "choose.[[1]]", "choose.[true]"])
def test_choices_no_page_offers_are_refused(staff: Client, kept: MemoryDrafts, name: str) -> None:
    kept.put(KEY, edition_document(KEY))
    post = form_of(edition_document(KEY), "texte")
    post[name] = "theirs"
    assert submit(staff, "texte", post).status_code == 400


class ClosedDrafts(MemoryDrafts):
    """Drafts that are handed in while somebody still writes."""

    def save(self, draft: drafts.Draft, document: dict[str, object], *, actor: Actor, revision: int) -> None:
        """Too late."""
        raise ValidationError(f"{draft.key} {actor.pk and revision}: zu spät für {len(document)} Angaben.")


def test_draft_that_was_handed_in_meanwhile(staff: Client, kept: MemoryDrafts) -> None:
    assert kept.kept == {}
    drafts.register(ClosedDrafts())
    post = form_of(edition_document(KEY), "texte")
    post["summary.de"] = "Ein Satz, der nicht verloren geht."
    answer = submit(staff, "texte", post)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ein Satz, der nicht verloren geht." in page
    assert "zu spät" in page


def test_problems_stand_at_their_field_and_in_the_summary(staff: Client, kept: MemoryDrafts) -> None:
    document = {**edition_document(KEY), "topics": ["nonsense"], "level": "moon"}
    kept.put(KEY, document)
    page = staff.get(address("grunddaten")).content.decode()
    assert 'id="form-problems"' in page
    assert 'href="#id_level"' in page
    assert 'id="id_level-error"' in page
    assert page.count("1 offen") == 1


def test_live_test_follows_what_is_typed(staff: Client, kept: MemoryDrafts) -> None:  # noqa: ARG001 - drafts are there
    post = form_of(edition_document(KEY), "baustein-1")
    before = submit(staff, "baustein-1", post, "probe").content.decode()
    post["block.pays.rate"] = "40"
    after = submit(staff, "baustein-1", post, "probe").content.decode()
    assert "bis zu 81.139 €" in before
    assert "bis zu 81.139 €" not in after
    assert "bis zu " in after
    assert "<html" not in after


@pytest.mark.parametrize("slug", ["baustein-1", "grunddaten", "baustein-99", "nonsense"])
def test_form_is_for_those_who_maintain_programmes(client: Client, kept: MemoryDrafts, slug: str) -> None:  # noqa: ARG001 - drafts are there
    assert client.get(address(slug)).status_code == 302
    client.force_login(make_person(Role.EDITOR))
    assert client.get(address(slug)).status_code == 403


def test_sections_that_do_not_exist(staff: Client, kept: MemoryDrafts) -> None:  # noqa: ARG001 - drafts are there
    assert staff.get(address("baustein-99")).status_code == 404
    assert staff.get(address("nonsense")).status_code == 404
    assert staff.get(address("grunddaten", "nonsense--1")).status_code == 404


HOSTILE = {
    "strange field": {"evil": "1"},
    "strange path": {"block.pays.evil": "1"},
    "null byte": {"block.note.de": "a\0b"},
    "very long": {"block.note.de": "x" * 30_000},
    "strange operation": {"op": "explode:block"},
    "operation on nothing": {"op": "add:nothing"},
    "operation on a field": {"op": "add:block.pays.rate"},
    "row that is not there": {"op": "remove:block.conditions.99"},
    "negative row": {"op": "up:block.conditions.-1"},
}


@pytest.mark.parametrize("extra", HOSTILE.values(), ids=HOSTILE)
def test_hostile_request_changes_nothing(staff: Client, kept: MemoryDrafts, extra: dict[str, str]) -> None:
    post = form_of(edition_document(KEY), "baustein-1")
    post.update({key: value for key, value in extra.items() if key != "op"})
    assert submit(staff, "baustein-1", post, extra.get("op", "save")).status_code == 400
    assert kept.kept[KEY].revision == 1


def test_too_many_fields_change_nothing(staff: Client, kept: MemoryDrafts) -> None:
    post = form_of(edition_document(KEY), "baustein-1")
    post.update({f"block.conditions.{number}.id": "x" for number in range(10_000)})
    assert submit(staff, "baustein-1", post).status_code == 413
    assert kept.kept == {}


@pytest.mark.parametrize("number", ["9" * 400, "1e999", "-5", "NaN", "٣", "12.000.000.000.000.000"])
def test_strange_numbers_are_told(staff: Client, kept: MemoryDrafts, number: str) -> None:
    post = form_of(edition_document(KEY), "baustein-1")
    post["block.pays.amount.0.max"] = number
    post["block.pays.period.max_months"] = number
    answer = submit(staff, "baustein-1", post)
    assert answer.status_code == 422
    assert 'href="#id_block.pays.amount.0.max"' in answer.content.decode()
    assert kept.kept[KEY].revision == 1


def test_half_a_form_is_not_saved(staff: Client, kept: MemoryDrafts) -> None:
    post = QueryDict(mutable=True)
    post["block.name.de"] = "Nur der Name"
    answer = submit(staff, "baustein-1", post)
    assert answer.status_code == 422
    assert "weitere Felder" in answer.content.decode()
    assert kept.kept[KEY].revision == 1


@pytest.mark.parametrize("key", ["bw-quartiersimpulse--2025", "kasse-modellvorhaben-123--2024"])
def test_a_page_asks_only_who_is_there(
    staff: Client,
    kept: MemoryDrafts,
    key: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    assert kept.kept == {}
    staff.get(address("baustein-1", key))
    with django_assert_num_queries(4):
        staff.get(address("baustein-1", key))


def test_pages_are_valid_html(staff: Client, kept: MemoryDrafts) -> None:
    kept.put("empty--1", {})
    pages = {one.slug: staff.get(address(one.slug)).content.decode() for one in sections_of(edition_document(KEY))}
    pages |= {
        f"empty {slug}": staff.get(address(slug, "empty--1")).content.decode() for slug in ("grunddaten", "quellen")
    }
    # rows and boxes share a name on purpose: the order in which they are sent is the order of the list
    assert [error for error in html_errors(pages) if "form-dup-name" not in error] == []
