"""Money and words in templates."""

from __future__ import annotations

from django.utils import translation

from quartier.model.months import Month
from quartier.portal.plans.templatetags.plans import cents, change, count_change, goal_names, in_month

NBSP = "\N{NO-BREAK SPACE}"


def test_cents() -> None:
    assert [cents(value) for value in (123456, 100, 0, None)] == [f"1.234,56{NBSP}€", f"1{NBSP}€", f"0{NBSP}€", ""]


def test_changes_have_their_sign() -> None:
    assert [change(value) for value in (100, -100, 0)] == [f"+1{NBSP}€", f"−1{NBSP}€", f"±0{NBSP}€"]
    assert [count_change(value) for value in (1, -2, 0)] == ["+1", "−2", "±0"]


def test_goals_are_one_phrase() -> None:
    goals = ["least_own_funds", "safest", "lasting"]

    assert goal_names(goals[:1]) == "Wenig eigenes Geld"
    assert goal_names(goals) == "Wenig eigenes Geld, sicher und dauerhaft"
    with translation.override("en"):
        assert goal_names(goals[:1]) == "Little money of your own"


def test_months() -> None:
    assert in_month(Month(2027, 1)) == "Januar 2027"
    assert in_month(None) == ""
