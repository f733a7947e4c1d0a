"""Which edition ends where a new one begins."""

from __future__ import annotations

import datetime as dt

import pytest
from drafting import PROGRAMME

from quartier.portal.accounts.models import User
from quartier.portal.editors import services
from quartier.portal.editors.checking import check_text, ending_of, with_draft
from quartier.portal.editors.yamltext import with_days
from quartier.service.catalogue import the_catalogue

pytestmark = pytest.mark.django_db


def test_the_one_before_ends_the_day_before(text: str, newer: str) -> None:
    ending = ending_of(newer)
    assert ending is not None

    assert (ending.edition.key, ending.day) == ((PROGRAMME, "2025"), dt.date(2026, 9, 30))
    assert (ending.before, ending.after) == (text, text.replace("until: null", "until: 2026-09-30", 1))
    assert check_text(newer).problems == ()


@pytest.mark.parametrize(
    "start",
    ["null", "0001-01-01", "2024-11-01", "1990-01-01", "bald"],
    ids=["not said", "first of all days", "with the other", "before all others", "no day"],
)
def test_nothing_ends_where_nothing_counts_the_day_before(newer: str, start: str) -> None:
    """An edition that ended by itself on that day needs no second end."""
    assert ending_of(newer.replace("2026-10-01", start)) is None


@pytest.mark.parametrize("bad", ["", "a: [", "- 1", "programme: [1]\nvalid: 7", "programme: nobody\nedition: x"])
def test_unfinished_texts_end_nothing(bad: str) -> None:
    assert ending_of(bad) is None


def test_a_change_of_an_edition_ends_none(text: str) -> None:
    assert ending_of(with_days(text, {"from": dt.date(2026, 10, 1)})) is None


def test_an_end_that_was_written_before_stays(text: str, newer: str, author: User, other: User) -> None:
    """There may be a time without rules; it is never filled by a proposal."""
    draft = services.begin(with_days(text, {"until": dt.date(2026, 8, 31)}), actor=author)
    services.publish(services.hand_in(draft, actor=author), actor=other)

    assert ending_of(newer) is None


def test_the_catalogue_as_it_would_be(newer: str) -> None:
    edition = check_text(newer).edition
    assert edition is not None
    found = with_draft(the_catalogue(), newer, edition)
    days = [dt.date(2026, 9, 30), dt.date(2026, 10, 1)]

    assert [one.edition for day in days if (one := found.edition_at(PROGRAMME, day))] == ["2025", "2026"]
