"""Kleene logic: the truth tables, its laws, and that an answer never overturns what was decided without it."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from quartier.matching.truth import Tree, Truth, evaluate
from quartier.model.conditions import Condition, FactValue
from quartier.model.vocabulary import Vocabulary

FAILED, OPEN, MET = Truth.FAILED, Truth.OPEN, Truth.MET
CONDITION: TypeAdapter[Tree] = TypeAdapter(Condition)
WORDS = Vocabulary.model_validate(
    {
        "facts": {
            name: {"type": kind, "origin": "given", "label": name}
            for name, kind in {
                "a": "boolean",
                "b": "boolean",
                "c": "boolean",
                "n": "integer",
                "money": "money",
                "day": "date",
                "kind": "choice",
                "kinds": "choices",
            }.items()
        }
    }
)

LEAVES = st.one_of(
    st.builds(lambda name, value: {"fact": name, "is": value}, st.sampled_from("abc"), st.booleans()),
    st.builds(
        lambda op, value: {"fact": "n", op: value}, st.sampled_from(["at_least", "below", "is"]), st.integers(0, 5)
    ),
    st.builds(
        lambda op, of: {"fact": "kinds", op: of},
        st.sampled_from(["includes_any", "includes_all"]),
        st.lists(st.sampled_from("xyz"), min_size=1),
    ),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(lambda of: {"all": of}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda of: {"any": of}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda of: {"not": of}, parts),
    ),
    max_leaves=8,
).map(CONDITION.validate_python)
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "a": st.booleans(),
        "b": st.booleans(),
        "c": st.booleans(),
        "n": st.integers(0, 5),
        "kinds": st.lists(st.sampled_from("xyz")).map(tuple),
    },
)


def truth(when: Mapping[str, object], **facts: FactValue) -> Truth:
    return evaluate(CONDITION.validate_python(when), facts, WORDS)


def said(value: Truth, name: str) -> dict[str, bool]:
    return {} if value is OPEN else {name: value is MET}


A, B = {"fact": "a", "is": True}, {"fact": "b", "is": True}


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (MET, MET, MET, MET),
        (MET, OPEN, OPEN, MET),
        (MET, FAILED, FAILED, MET),
        (OPEN, MET, OPEN, MET),
        (OPEN, OPEN, OPEN, OPEN),
        (OPEN, FAILED, FAILED, OPEN),
        (FAILED, MET, FAILED, MET),
        (FAILED, OPEN, FAILED, OPEN),
        (FAILED, FAILED, FAILED, FAILED),
    ],
)
def test_truth_tables(a: Truth, b: Truth, both: Truth, either: Truth) -> None:
    facts = said(a, "a") | said(b, "b")

    assert (truth({"all": [A, B]}, **facts), truth({"any": [A, B]}, **facts)) == (both, either)


def test_not() -> None:
    assert [truth({"not": A}), truth({"not": A}, a=True), truth({"not": A}, a=False)] == [OPEN, FAILED, MET]


@given(TREES, TREES, FACTS)
def test_de_morgan(one: Tree, other: Tree, facts: dict[str, FactValue]) -> None:
    left = CONDITION.validate_python({"not": {"all": [one, other]}})
    right = CONDITION.validate_python({"any": [{"not": one}, {"not": other}]})

    assert evaluate(left, facts, WORDS) == evaluate(right, facts, WORDS)


@given(TREES, FACTS)
def test_double_negation(tree: Tree, facts: dict[str, FactValue]) -> None:
    twice = CONDITION.validate_python({"not": {"not": tree}})

    assert evaluate(twice, facts, WORDS) == evaluate(tree, facts, WORDS)


@given(TREES, FACTS, FACTS)
def test_answering_an_unknown_never_flips_a_decision(
    tree: Tree, known: dict[str, FactValue], more: dict[str, FactValue]
) -> None:
    before = evaluate(tree, known, WORDS)
    after = evaluate(tree, {**more, **known}, WORDS)

    assert before is OPEN or before is after


@given(TREES, st.data())
def test_with_every_fact_known_nothing_is_open(tree: Tree, data: st.DataObject) -> None:
    facts: dict[str, FactValue] = data.draw(
        st.fixed_dictionaries(
            {
                "a": st.booleans(),
                "b": st.booleans(),
                "c": st.booleans(),
                "n": st.integers(0, 5),
                "kinds": st.just(("x",)),
            }
        )
    )

    assert evaluate(tree, facts, WORDS) is not OPEN


@pytest.mark.parametrize(
    ("when", "value", "expected"),
    [
        ({"fact": "n", "is": 7}, 7, MET),
        ({"fact": "n", "is": 7}, Decimal("7.0"), MET),
        ({"fact": "n", "in": [6, 7]}, Decimal(7), MET),
        ({"fact": "n", "in": [6, 8]}, 7, FAILED),
        ({"fact": "n", "at_least": 7}, 7, MET),
        ({"fact": "n", "at_least": 7}, 6, FAILED),
        ({"fact": "n", "at_most": 7}, 7, MET),
        ({"fact": "n", "at_most": 7}, 8, FAILED),
        ({"fact": "n", "above": 7}, 7, FAILED),
        ({"fact": "n", "above": 7}, 8, MET),
        ({"fact": "n", "below": 7}, 7, FAILED),
        ({"fact": "n", "below": 7}, 6, MET),
        ({"fact": "money", "at_least": Decimal("0.10")}, Decimal("0.1"), MET),
        ({"fact": "money", "at_least": "1000.50"}, "1000.50", MET),
        ({"fact": "day", "before": dt.date(2026, 1, 1)}, dt.date(2025, 12, 31), MET),
        ({"fact": "day", "before": dt.date(2026, 1, 1)}, dt.date(2026, 1, 1), FAILED),
        ({"fact": "day", "after": "2026-01-01"}, dt.date(2026, 1, 2), MET),
        ({"fact": "day", "after": "2026-01-01"}, "2026-01-01", FAILED),
        ({"fact": "kind", "is": "x"}, "x", MET),
        ({"fact": "kind", "in": ["x", "y"]}, "z", FAILED),
        ({"fact": "kinds", "includes_any": ["x", "y"]}, ("y", "z"), MET),
        ({"fact": "kinds", "includes_any": ["x", "y"]}, ("z",), FAILED),
        ({"fact": "kinds", "includes_any": ["x", "y"]}, (), FAILED),
        ({"fact": "kinds", "includes_any": ["x", "y"]}, "x", MET),
        ({"fact": "kinds", "includes_all": ["x", "y"]}, ("y", "z", "x"), MET),
        ({"fact": "kinds", "includes_all": ["x", "y"]}, ("y",), FAILED),
    ],
)
def test_operators(when: Mapping[str, object], value: FactValue, expected: Truth) -> None:
    assert truth(when, **{str(when["fact"]): value}) is expected


@pytest.mark.parametrize("value", ["viele", True, "NaN", ("x",)])
def test_what_cannot_be_a_value_says_nothing(value: FactValue) -> None:
    assert truth({"fact": "n", "at_least": 7}, n=value) is OPEN


def test_a_fact_nobody_declared_is_unknown() -> None:
    assert truth({"fact": "nobody", "is": True}, nobody=True) is OPEN
