"""The buttons of the form: lists, optional groups, the condition builder."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from memory_drafts import edition_document

from quartier.portal.edition_form.bound import HostileError
from quartier.portal.edition_form.form import SectionForm
from quartier.portal.edition_form.operations import operate
from quartier.portal.edition_form.sections import section_of

KEY = "bw-quartiersimpulse--2025"


class Page:
    """A section as somebody works on it without JavaScript: type, press a button, get the page again."""

    def __init__(self, slug: str, document: Any = None) -> None:  # noqa: ANN401 - a document of any kind
        """Open the page."""
        self.document = edition_document(KEY) if document is None else document
        section = section_of(slug, self.document)
        assert section is not None
        self.section = section
        self.form = SectionForm(self.document, section)

    def press(self, operation: str, **typed: str | list[str]) -> None:
        """Send what stands in the form with what was typed; `__` in names is a dot."""
        post = self.typed(typed)
        self.form = SectionForm(self.document, self.section, post)
        operate(self.form, operation)

    def typed(self, typed: dict[str, str | list[str]]) -> QueryDict:
        """What the browser sends."""
        post = QueryDict(mutable=True)
        for name, text in self.form.sends():
            post.appendlist(name, text)
        for name, value in typed.items():
            post.setlist(name.replace("__", "."), value if isinstance(value, list) else [value])
        return post

    def save(self, **typed: str | list[str]) -> Any:  # noqa: ANN401 - a document
        """The document after pressing save; everything can be read and everything was shown."""
        form = SectionForm(self.document, self.section, self.typed(typed))
        assert form.mistakes() == []
        assert not form.incomplete
        return form.value()


def test_row_is_added_moved_and_taken_away() -> None:
    page = Page("fristen")
    rounds = page.document["intake"]["rounds"]
    page.press("add:intake.rounds")
    last = len(rounds)
    page.press(f"up:intake.rounds.{last}", **{f"intake.rounds.{last}.closes": "14.08.2030"})
    saved = page.save(**{f"intake.rounds.{last - 1}.source": next(iter(page.document["sources"]))})
    assert [str(one["closes"]) for one in saved["intake"]["rounds"]] == [
        *(str(one["closes"]) for one in rounds[: last - 1]),
        "2030-08-14",
        str(rounds[-1]["closes"]),
    ]
    assert saved["intake"]["rounds"][last] is rounds[-1]
    page.press(f"remove:intake.rounds.{last - 1}")
    assert page.save() == page.document


def test_optional_group_is_opened_and_closed() -> None:
    page = Page("baustein-1")
    assert "in_kind" not in page.document["blocks"][0]["pays"]
    page.press("open:block.pays.in_kind")
    saved = page.save(block__pays__in_kind__rate_per_hour="15,50")
    assert str(saved["blocks"][0]["pays"]["in_kind"]["rate_per_hour"]) == "15.50"
    page.press("close:block.pays.in_kind")
    assert page.save() == page.document


def test_condition_is_built_by_its_words_and_nested() -> None:
    page = Page("bedingungen")
    number = len(page.document["conditions"])
    when = f"conditions.{number}.when"
    page.press("add:conditions")
    page.press(
        "refresh",
        **{f"{when}.fact": "einwohnerzahl der gemeinde", f"conditions.{number}.text.de": "Kleine Orte zuerst."},
    )
    page.press(f"wrap:{when}", **{f"{when}.op": "at_most", f"{when}.value": "10.000"})
    page.press("refresh", **{f"{when}.parts.1.fact": "Art des Antragstellers"})
    page.press(f"group:{when}", **{f"{when}.parts.1.op": "in"})
    inner = f"{when}.parts.2.parts.0"
    chosen: dict[str, str | list[str]] = {f"{when}.parts.1.value": ["", "municipality", "county"]}
    page.press("refresh", **chosen, **{f"{inner}.fact": "started"})
    saved = page.save(**{f"{inner}.value": "false", f"{when}.kind": "any"})
    made = saved["conditions"][number]
    assert made["id"] == "kleine-orte-zuerst"
    assert made["when"] == {
        "any": [
            {"fact": "place.population", "at_most": 10000},
            {"fact": "applicant.type", "in": ["municipality", "county"]},
            {"any": [{"fact": "started", "is": False}]},
        ]
    }
    page.press(f"cut:{when}.parts.2", **{f"{inner}.value": "false", f"{when}.kind": "not"})
    assert page.save()["conditions"][number]["when"] == {
        "not": {
            "all": [
                {"fact": "place.population", "at_most": 10000},
                {"fact": "applicant.type", "in": ["municipality", "county"]},
            ]
        }
    }


def test_condition_is_shown_in_words() -> None:
    page = Page("baustein-1")
    tree = next(bound for bound in page.form.bounds() if bound.name == "block.conditions.0.when")
    assert getattr(tree, "words", "") == "Art des Antragstellers: Stadt oder Gemeinde"


def test_choice_shows_its_fields_before_it_is_saved() -> None:
    page = Page("baustein-1")
    form = SectionForm(page.document, page.section, page.typed({"block__pays__pick-rate": "rates"}))
    assert form.incomplete
    page.press("refresh", **{"block.pays.pick-rate": "rates"})
    page.press("add:block.pays.rates")
    saved = page.save(block__pays__rates__0__rate="45")
    pays = saved["blocks"][0]["pays"]
    assert pays["rates"] == [{"rate": 45}]
    assert "rate" not in pays


def test_new_source_can_be_named_at_once() -> None:
    page = Page("bedingungen")
    page.press("add:new_sources")
    page.press("refresh", new_sources__0__title="Neue Richtlinie 2031", new_sources__0__as_of="01.2031")
    saved = page.save(conditions__0__source="neue-richtlinie-2031")
    assert saved["sources"]["neue-richtlinie-2031"] == {"title": "Neue Richtlinie 2031", "as_of": "2031-01"}
    assert saved["conditions"][0]["source"] == "neue-richtlinie-2031"


def test_unknown_is_a_choice_of_its_own() -> None:
    page = Page("quellen")
    saved = page.save(sources__0__as_of=["", "unknown"])
    assert next(iter(saved["sources"].values()))["as_of"] == "unknown"


def test_fact_nobody_knows_is_told_with_what_may_be_meant() -> None:
    page = Page("bedingungen")
    form = SectionForm(page.document, page.section, page.typed({"conditions__0__when__fact": "Einwohnerzal"}))
    (mistake,) = form.mistakes()
    assert mistake.name == "conditions.0.when.fact"
    assert "„Einwohnerzahl der Gemeinde“" in mistake.text


@pytest.mark.parametrize(
    "document", [{}, {"blocks": "?"}, {"conditions": [3, None, {"when": {"all": "x"}}], "sources": []}]
)
@pytest.mark.parametrize("slug", ["grunddaten", "texte", "themen", "fristen", "bedingungen", "bausteine", "quellen"])
def test_unfinished_documents_are_shown_and_kept(document: dict[str, Any], slug: str) -> None:
    page = Page(slug, document)
    saved = page.save()
    assert {key: value for key, value in saved.items() if key != "valid"} == document


def test_nesting_has_an_end() -> None:
    page = Page("bedingungen")
    name = "conditions.0.when"
    page.press(f"wrap:{name}")
    for _round in range(13):
        page.press(f"group:{name}")
        name = f"{name}.parts.{2 if name.endswith('when') else 1}"
    with pytest.raises(HostileError):
        page.press(f"group:{name}")
