"""What people type becomes a value, or is refused in words; what is kept comes back as it would be typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from quartier.model.conditions import FactValue
from quartier.model.vocabulary import Fact, FactType, Origin
from quartier.portal.fit.answering import AnswerError, full_name, is_answerable, own_name, raw, value_of
from quartier.service.catalogue import the_catalogue

WORDS = the_catalogue().vocabulary


def fact(kind: FactType) -> Fact:
    values = "topics" if kind in {FactType.CHOICE, FactType.CHOICES} else None
    return Fact.model_validate(
        {"type": kind, "origin": Origin.ASKED, "label": "Angabe", "question": "Was?", "values": values}
    )


def answered(kind: FactType, *texts: str) -> FactValue | None:
    data = QueryDict(mutable=True)
    data.setlist("value", list(texts))
    return value_of(fact(kind), data, WORDS)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FactType.BOOLEAN, "yes", True),
        (FactType.BOOLEAN, "no", False),
        (FactType.INTEGER, " 1.200 ", 1200),
        (FactType.DECIMAL, "1.200,5", Decimal("1200.5")),
        (FactType.DECIMAL, "12.5", Decimal("12.5")),
        (FactType.DECIMAL, "1.200", Decimal(1200)),
        (FactType.MONEY, "12.000,50 €", Decimal("12000.50")),
        (FactType.DATE, "31.12.2027", dt.date(2027, 12, 31)),
        (FactType.DATE, "2027-12-31", dt.date(2027, 12, 31)),
        (FactType.CHOICE, "care_health", "care_health"),
        (FactType.BOOLEAN, "unknown", None),
    ],
)
def test_values(kind: FactType, text: str, value: FactValue | None) -> None:
    assert answered(kind, text) == value


def test_several_choices_are_kept_once() -> None:
    assert answered(FactType.CHOICES, "care_health", "participation", "care_health") == ("care_health", "participation")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (FactType.BOOLEAN, "ja"),
        (FactType.INTEGER, "1,5"),
        (FactType.INTEGER, "1.2"),
        (FactType.DECIMAL, "1e9"),
        (FactType.MONEY, "NaN"),
        (FactType.MONEY, "-1"),
        (FactType.MONEY, "1e30"),
        (FactType.DATE, "31.02.2027"),
        (FactType.DATE, "00.00.0000"),
        (FactType.CHOICE, "nothing"),
        (FactType.CHOICES, ""),
    ],
)
def test_refused(kind: FactType, text: str) -> None:
    with pytest.raises(AnswerError):
        answered(kind, text)


@given(st.sampled_from(list(FactType)), st.text(max_size=60))
def test_any_text_is_a_value_or_refused(kind: FactType, text: str) -> None:
    try:
        value = answered(kind, text)
    except AnswerError:
        return
    assert value is None or answered(kind, *raw(value)) == value


def test_only_questions_are_answered_here() -> None:
    facts = WORDS.facts
    assert is_answerable("low_threshold", facts["low_threshold"])
    assert is_answerable("place.leader_area", facts["place.leader_area"])
    assert not is_answerable("costs.measures", facts["costs.measures"])
    assert not is_answerable("place.state", facts["place.state"])
    assert not is_answerable("nothing", None)


def test_facts_of_a_party_have_a_name_of_their_own() -> None:
    assert own_name("applicant.public_benefit") == "public_benefit"
    assert full_name("public_benefit", WORDS) == "applicant.public_benefit"
    assert full_name("volunteers", WORDS) == "volunteers"
