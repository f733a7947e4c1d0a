"""The network decides exactly what each condition decides alone, and shares what is equal."""

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from quartier.matching.network import ALWAYS, NEVER, Network
from quartier.matching.truth import Tree, Truth, evaluate
from quartier.model.conditions import Condition, FactValue
from quartier.model.vocabulary import Vocabulary

CONDITION: TypeAdapter[Tree] = TypeAdapter(Condition)
WORDS = Vocabulary.model_validate(
    {"facts": {name: {"type": "integer", "origin": "given", "label": name} for name in ("a", "b", "c")}}
)
LEAVES = st.builds(
    lambda name, operator, value: {"fact": name, operator: value},
    st.sampled_from("abc"),
    st.sampled_from(["is", "at_least", "below"]),
    st.integers(0, 3),
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
FACTS = st.dictionaries(st.sampled_from("abc"), st.integers(0, 3))


@given(st.lists(TREES, min_size=1, max_size=5), FACTS, FACTS)
def test_every_node_is_decided_as_its_condition(
    trees: list[Tree], first: dict[str, FactValue], second: dict[str, FactValue]
) -> None:
    network = Network(WORDS)
    nodes = [network.add(tree) for tree in trees]
    one = network.decide(first)
    other = network.decide(second, (first, one))

    assert [one[node] for node in nodes] == [evaluate(tree, first, WORDS) for tree in trees]
    assert [other[node] for node in nodes] == [evaluate(tree, second, WORDS) for tree in trees]


def test_equal_conditions_have_one_number() -> None:
    network = Network(WORDS)
    plain = {"any": [{"fact": "a", "at_least": 2}, {"fact": "b", "is": 1}]}
    numbers = {
        network.add(CONDITION.validate_python(tree))
        for tree in (plain, {"any": [{"fact": "a", "at_least": "2"}, plain["any"][1]]})
    }

    assert (len(numbers), len(network.trees)) == (1, 5)


def test_the_constants() -> None:
    truths = Network(WORDS).decide({})

    assert (truths[ALWAYS], truths[NEVER]) == (Truth.MET, Truth.FAILED)
