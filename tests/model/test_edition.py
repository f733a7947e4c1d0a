"""Programme editions: validity, rounds, yearly days, ids, sources, and rules about money that exclude one another."""

import datetime as dt

import pytest
from pydantic import ValidationError

from quartier.model.combining import Combining, Others
from quartier.model.edition import Block, Edition, Round, Source, Validity, YearlyDeadline
from quartier.model.pays import CostCap, Level, NeededMatch, Pays

PLAIN = {
    "format": "quartier.programme/1",
    "programme": "impulse",
    "edition": "2025",
    "valid": {"from": "2025-01-01", "until": None},
    "name": "Impulse",
    "summary": "Ein Programm.",
    "level": "state",
    "funder": "Land",
    "authority": {"name": "Amt"},
    "topics": ["participation"],
    "sources": {"call": {"title": "Ausschreibung", "as_of": 2025}},
    "intake": {"kind": "rolling"},
    "blocks": [{"id": "main", "name": "Baustein", "pays": {"financing": "full"}}],
    "confidence": "high",
}
CONDITION = {"id": "c", "text": "Bedingung", "source": "call", "when": {"fact": "a", "is": True}}


def edition(**changes: object) -> Edition:
    return Edition.model_validate(PLAIN | changes)


def test_an_edition_reads_back_as_it_was_written() -> None:
    made = edition(conditions=[CONDITION])

    assert Edition.model_validate_json(made.model_dump_json(exclude_defaults=True)) == made
    assert (made.key, made.sources["call"].as_of) == (("impulse", "2025"), "2025")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"conditions": [CONDITION, CONDITION]}, "eine `id` kommt zweimal vor"),
        ({"conditions": [{**CONDITION, "source": "cal"}]}, "die Quelle „cal“ steht nicht unter `sources`"),
        ({"blocks": [PLAIN["blocks"][0], PLAIN["blocks"][0]]}, "die id „main“ kommt zweimal vor"),  # type: ignore[index] # a list
        ({"valid": {"from": "2026-01-01", "until": "2025-01-01"}}, "`from` liegt nach `until`"),
        ({"valid": {}}, "Field required"),
        ({"topics": []}, "at least 1 item"),
        ({"level": "village"}, "Input should be"),
        ({"programme": "Impulse"}, "should match pattern"),
        ({"surprise": 1}, "Extra inputs are not permitted"),
        ({"format": "quartier.programme/2"}, "Input should be 'quartier.programme/1'"),
    ],
)
def test_contradictions_are_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        edition(**changes)


def test_shared_and_own_conditions_need_different_ids() -> None:
    block = {"id": "main", "name": "Baustein", "pays": {"financing": "full"}, "conditions": [CONDITION]}

    with pytest.raises(ValidationError, match="auch gegenüber `conditions` oben"):
        edition(conditions=[CONDITION], blocks=[block])


@pytest.mark.parametrize(
    ("valid", "day", "covered"),
    [
        ({"from": "2025-01-01"}, "2025-01-01", True),
        ({"from": "2025-01-01"}, "2024-12-31", False),
        ({"from": None, "until": "2025-12-31"}, "2025-12-31", True),
        ({"from": None, "until": "2025-12-31"}, "2026-01-01", False),
        ({"from": None}, "1999-01-01", True),
    ],
)
def test_both_ends_of_the_validity_count(valid: dict[str, str | None], day: str, covered: bool) -> None:  # noqa: FBT001 - an expected result
    assert Validity.model_validate(valid).covers(dt.date.fromisoformat(day)) is covered


@pytest.mark.parametrize(
    ("closes", "day", "expected"),
    [
        ("09-30", "2026-09-30", "2026-09-30"),
        ("09-30", "2026-10-01", "2027-09-30"),
        ("02-29", "2026-01-01", "2026-02-28"),
        ("02-29", "2028-01-01", "2028-02-29"),
        ("02-29", "2026-03-01", "2027-02-28"),
    ],
)
def test_yearly_days(closes: str, day: str, expected: str) -> None:
    assert str(YearlyDeadline(closes=closes, source="call").on_or_after(dt.date.fromisoformat(day))) == expected


@pytest.mark.parametrize("closes", ["9-30", "13-01", "02-30", "04-31", "30.09.", ""])
def test_a_yearly_day_that_does_not_exist(closes: str) -> None:
    with pytest.raises(ValidationError, match="ein Tag in der Form „09-30“"):
        YearlyDeadline(closes=closes, source="call")


def test_rounds_are_in_order() -> None:
    for dates in (
        {"opens": "2026-09-01", "closes": "2026-08-14"},
        {"closes": "2026-08-14", "start_from": "2026-08-13"},
    ):
        with pytest.raises(ValidationError, match="rounds"):
            Round.model_validate({"source": "call", **dates})


@pytest.mark.parametrize(
    ("given", "kept"),
    [(2025, "2025"), ("2025-06", "2025-06"), (dt.date(2025, 6, 30), "2025-06-30"), ("unknown", "unknown")],
)
def test_sources_keep_the_precision_of_their_date(given: object, kept: str) -> None:
    assert Source.model_validate({"title": "x", "as_of": given}).as_of == kept


@pytest.mark.parametrize(
    ("rules", "message"),
    [
        ({"financing": "proportional", "rate": 80, "rates": [{"rate": 45}]}, "nur eines von `rate`"),
        ({"financing": "unit_amount"}, "braucht `unit`"),
        ({"financing": "matching"}, "genau bei `financing: matching`"),
        ({"financing": "full", "match": {"of": ["state"], "ratio": 1}}, "genau bei `financing: matching`"),
        ({"financing": "full", "amount": {"max": 5, "per": "unit"}}, "`per: unit` braucht `unit`"),
        ({"financing": "full", "amount": {"min": 6, "max": 5}}, "min ist größer als max"),
    ],
)
def test_money_rules_that_contradict(rules: dict[str, object], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Pays.model_validate(rules)


def test_one_amount_or_a_list_of_them() -> None:
    one = Pays.model_validate({"financing": "full", "amount": {"max": 5}})

    assert one == Pays.model_validate({"financing": "full", "amount": [{"max": 5}]})
    assert one.amount[0].max == 500


@pytest.mark.parametrize(
    "cap",
    [
        {"kind": "fees"},
        {"kind": "fees", "per": "day"},
        {"kind": "fees", "max": 800},
        {"kind": "fees", "max_share_of": "personnel"},
        {"kind": "fees", "per": "day", "max": 800, "max_share_of": "personnel", "rate": 20},
    ],
)
def test_caps_have_one_form(cap: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="entweder `per` mit `max`, oder `max_share_of` mit `rate`"):
        CostCap.model_validate(cap)


def test_needed_money_is_an_amount_or_a_rate() -> None:
    for rule in ({}, {"amount": 10000, "rate_of_grant": 25}):
        with pytest.raises(ValidationError, match="entweder `amount` oder `rate_of_grant`"):
            NeededMatch.model_validate({"from": ["municipal"], **rule})


@pytest.mark.parametrize(
    "rule",
    [
        {"rule": "not_same_item"},
        {"rule": "last_resort", "with": {"any": True}},
        {"rule": "requires"},
        {"rule": "allowed", "with": {"any": True}, "programme": "x"},
        {"rule": "total_share", "with": {"public": True}},
        {"rule": "allowed", "with": {"any": True}, "max": 90},
        {"rule": "allowed", "with": {}},
        {"rule": "allowed", "with": {"any": True, "public": True}},
    ],
)
def test_combination_rules_are_complete(rule: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Combining.model_validate(rule)


@pytest.mark.parametrize(
    ("others", "covered"),
    [
        ({"programme": "a"}, [True, False, False]),
        ({"level": "federal"}, [False, True, False]),
        ({"public": True}, [True, True, False]),
        ({"any": True}, [True, True, True]),
    ],
)
def test_whom_a_rule_speaks_of(others: dict[str, object], covered: list[bool]) -> None:
    programmes = [("a", Level.STATE), ("b", Level.FEDERAL), ("c", Level.LOTTERY)]

    assert [Others.model_validate(others).covers(*one) for one in programmes] == covered


def test_texts_are_german_with_english_beside() -> None:
    block = Block.model_validate({"id": "x", "name": {"de": "Ort", "en": "place"}, "pays": {"financing": "full"}})

    assert (str(block.name), block.name.read("en"), block.name.read()) == ("Ort", "place", "Ort")
    with pytest.raises(ValidationError):
        Block.model_validate({"id": "x", "name": {"en": "place"}, "pays": {"financing": "full"}})
