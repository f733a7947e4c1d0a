"""Conditions as files write them: one operator, lists where lists belong, and the same form when written again."""

import datetime as dt
from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from quartier.matching.truth import Tree
from quartier.model.conditions import AllOf, AnyOf, Comparison, Condition, NotOf, Operator, comparisons

CONDITION: TypeAdapter[Tree] = TypeAdapter(Condition)
COUNCIL = {"fact": "council_resolution", "is": True}
TYPES = {"fact": "applicant.type", "in": ["municipality", "county"]}


def test_a_tree_of_every_kind() -> None:
    plain = {"all": [COUNCIL, {"any": [TYPES, {"not": {"fact": "n", "at_least": 7}}]}]}
    council = Comparison(fact="council_resolution", operator=Operator.IS, value=True)
    types = Comparison(fact="applicant.type", operator=Operator.IN, value=("municipality", "county"))
    number = Comparison(fact="n", operator=Operator.AT_LEAST, value=7)
    tree = CONDITION.validate_python(plain)

    assert tree == AllOf(all=(council, AnyOf(any=(types, NotOf(negated=number)))))
    assert list(comparisons(tree)) == [council, types, number]
    assert CONDITION.dump_python(tree, mode="json") == plain
    assert CONDITION.validate_json(CONDITION.dump_json(tree)) == tree


@pytest.mark.parametrize("value", [True, 7, Decimal("7.5"), dt.date(2026, 1, 1), "text"])
def test_values_keep_their_type(value: object) -> None:
    tree = CONDITION.validate_python({"fact": "n", "is": value})

    assert isinstance(tree, Comparison)
    assert (tree.value, type(tree.value)) == (value, type(value))


@pytest.mark.parametrize(
    "plain",
    [
        {},
        {"fact": "n"},
        {"fact": "n", "is": 1, "at_least": 1},
        {"fact": "n", "equals": 1},
        {"fact": "n", "is": [1]},
        {"fact": "n", "in": 1},
        {"fact": "N", "is": 1},
        {"fact": "a.b.c", "is": 1},
        {"fact": "n", "is": 1, "extra": 1},
        {"all": []},
        {"any": []},
        {"not": []},
        {"all": [COUNCIL], "any": [COUNCIL]},
        {"all": COUNCIL},
        [COUNCIL],
        "council",
        None,
    ],
)
def test_what_is_no_condition_is_refused(plain: object) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(plain)
