"""What a block on the fit page says about money, and who and how it is called, in both languages."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.utils.translation import override

from quartier.catalogue.loading import load_catalogue
from quartier.matching.answer import Screening
from quartier.model.answers import AmountRange, Match
from quartier.model.project import Party, Project
from quartier.places.facts import PlaceFacts
from quartier.portal.fit.drawing import lang_de, money, party_name, status_word

NOBREAK = "\N{NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def a_match() -> Match:
    """Any answer about a block of the real catalogue."""
    town = Party(id="stadt", type="municipality")
    project = Project(format="quartier.project/1", title="Treff", as_of=dt.date(2026, 3, 1), parties=(town,))
    return Screening(project, load_catalogue(), PlaceFacts()).answer().matches[0]


def said(match: Match) -> str:
    """The words about a block's money, without marks."""
    return " ".join(re.sub("<[^>]*>", " ", money(match)).replace(NOBREAK, " ").split())


def test_words() -> None:
    party = Party(id="verein", type="registered_association")
    assert party_name(party) == "eingetragener Verein"
    assert party_name(party.model_copy(update={"name": "Nachbarn"})) == "Nachbarn"
    assert (lang_de(), status_word("fails")) == ("", "passt nicht")
    with override("en"):
        assert lang_de() == ' lang="de"'


@pytest.mark.parametrize(
    ("estimate", "least", "most", "words"),
    [
        (8_500_000, None, None, "höchstens 85.000 € für Ihre Kosten"),
        (0, 500_000, None, "Ihre Kosten reichen nicht für den Mindestbetrag ab 5.000 €"),
        (0, None, 100_000, "nichts für Ihre Kosten bis 1.000 €"),
        (None, 100_000, 100_000, "1.000 €"),
        (None, 100_000, 200_050, "1.000 € bis 2.000,50 €"),
        (None, None, None, "Höhe bitte erfragen"),
    ],
)
def test_money(a_match: Match, estimate: int | None, least: int | None, most: int | None, words: str) -> None:
    changed = {"estimate": estimate, "amount": AmountRange(min=least, max=most), "financing": "proportional"}
    assert said(a_match.model_copy(update=changed)) == words


@pytest.mark.parametrize(
    ("financing", "words"),
    [("loan", "Darlehen, muss zurückgezahlt werden"), ("prize", "Preisgeld, eine Jury entscheidet")],
)
def test_money_that_is_no_grant(a_match: Match, financing: str, words: str) -> None:
    changed = {"estimate": None, "amount": AmountRange(max=100_000), "financing": financing}
    assert said(a_match.model_copy(update=changed)) == f"bis 1.000 € {words}"
