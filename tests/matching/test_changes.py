"""What would have to change: compared with trying every assignment, on small random conditions and by example."""

from collections.abc import Callable, Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.matching.allowed import Change
from quartier.matching.changes import MAX_FACTS, MAX_SETS, would_fit_if
from quartier.matching.truth import Truth, evaluate
from quartier.matching.values import typed
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.conditions import FactValue
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

WORDS = Vocabulary.model_validate(
    {
        "facts": {
            "yes": {"type": "boolean", "origin": "given", "changeable": True, "label": "yes"},
            "fixed": {"type": "boolean", "origin": "given", "label": "fixed"},
            "number": {"type": "integer", "origin": "given", "changeable": True, "label": "number"},
            "kind": {
                "type": "choice",
                "origin": "given",
                "changeable": True,
                "label": "kind",
                "values": {"x": "x", "y": "y", "z": "z"},
            },
            "kinds": {
                "type": "choices",
                "origin": "given",
                "changeable": True,
                "label": "kinds",
                "values": {"x": "x", "y": "y"},
            },
        }
    }
)
DOMAIN: dict[str, list[FactValue]] = {
    "yes": [True, False],
    "number": [0, 1, 2, 3, 4, 5],
    "kind": ["x", "y", "z"],
    "kinds": [(), ("x",), ("y",), ("x", "y")],
}
SETS = st.lists(st.sampled_from("xy"), min_size=1, max_size=2, unique=True)
LEAVES = st.one_of(
    st.builds(lambda value: {"fact": "yes", "is": value}, st.booleans()),
    st.builds(lambda value: {"fact": "fixed", "is": value}, st.booleans()),
    st.builds(
        lambda op, value: {"fact": "number", op: value},
        st.sampled_from(["is", "at_least", "at_most", "above", "below"]),
        st.integers(1, 4),
    ),
    st.builds(lambda value: {"fact": "kind", "in": value}, st.lists(st.sampled_from("xyz"), min_size=1, max_size=2)),
    st.builds(lambda op, of: {"fact": "kinds", op: of}, st.sampled_from(["includes_any", "includes_all"]), SETS),
)
TREES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(lambda of: {"all": of}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda of: {"any": of}, st.lists(parts, min_size=1, max_size=3)),
        st.builds(lambda of: {"not": of}, parts),
    ),
    max_leaves=6,
)
FACTS = st.fixed_dictionaries(
    {},
    optional={"fixed": st.booleans(), **{name: st.sampled_from(values) for name, values in DOMAIN.items()}},
)


def decided(
    edition: Callable[..., Edition], project: Callable[..., Project], trees: list[object], facts: dict[str, FactValue]
) -> Verdict:
    return Matcher([edition(trees)], WORDS).verdicts(project(facts=facts), {})[0]


def fits(verdict: Verdict, facts: dict[str, FactValue]) -> bool:
    return all(evaluate(rule.when, facts, WORDS) is Truth.MET for rule in verdict.edition.conditions)


def assignments(names: tuple[str, ...]) -> Iterator[dict[str, FactValue]]:
    for values in product(*(DOMAIN[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def smallest_by_trying(verdict: Verdict, facts: dict[str, FactValue]) -> set[frozenset[str]]:
    """The fact sets with which some assignment makes everything met and no smaller part of them does."""
    found: list[frozenset[str]] = []
    for size in range(1, MAX_FACTS + 1):
        for names in combinations(sorted(DOMAIN), size):
            if not any(other <= set(names) for other in found) and any(
                fits(verdict, facts | change) for change in assignments(names)
            ):
                found.append(frozenset(names))
    return set(found)


@settings(max_examples=400, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=3), FACTS)
def test_the_sets_are_the_smallest_and_every_value_they_allow_works(
    edition: Callable[..., Edition],
    project: Callable[..., Project],
    trees: list[object],
    facts: dict[str, FactValue],
) -> None:
    verdict = decided(edition, project, trees, facts)
    sets = would_fit_if(verdict)
    names = {frozenset(one.fact for one in changes) for changes in sets}
    expected = set() if verdict.status is Truth.MET else smallest_by_trying(verdict, facts)

    assert names <= expected
    assert names == expected or len(sets) == MAX_SETS
    for changes in sets:
        allowed = [
            change for change in assignments(tuple(one.fact for one in changes)) if _said(changes, change, facts)
        ]
        assert allowed
        assert [change for change in allowed if not fits(verdict, facts | change)] == []


def _said(changes: tuple[Change, ...], change: dict[str, FactValue], facts: dict[str, FactValue]) -> bool:
    """Whether an assignment is what the statement says; sets keep what they had."""
    for one in changes:
        value = change[one.fact]
        form = typed(value, WORDS.facts[one.fact])
        kept = facts.get(one.fact)
        barred = {
            word for literal in one.literals if literal.negated and one.fact == "kinds" for word in literal.wanted
        }
        if isinstance(kept, tuple) and not set(kept) - barred <= set(value):  # type: ignore[arg-type] # both are sets
            return False
        if not all(literal.holds(form) for literal in one.literals):
            return False
    return True


@pytest.mark.parametrize(
    ("when", "facts", "texts"),
    [
        ([{"fact": "council_resolution", "is": True}], {"council_resolution": False}, ["council_resolution = true"]),
        ([{"fact": "council_resolution", "is": True}], {}, ["council_resolution = true"]),
        ([{"fact": "volunteers", "above": 6}], {"volunteers": 3}, ["volunteers >= 7"]),
        (
            [{"fact": "volunteers", "at_least": 7}, {"fact": "volunteers", "below": 20}],
            {"volunteers": 3},
            ["volunteers >= 7 and volunteers <= 19"],
        ),
        ([{"not": {"fact": "volunteers", "at_least": 7}}], {"volunteers": 9}, ["volunteers <= 6"]),
        (
            [{"not": {"fact": "target_groups", "includes_any": ["children"]}}],
            {"target_groups": ["children"]},
            ["target_groups excludes children"],
        ),
        (
            [{"fact": "target_groups", "includes_any": ["refugees", "children"]}],
            {"target_groups": ["older_people"]},
            ["target_groups includes any of children, refugees"],
        ),
        (
            [
                {"fact": "target_groups", "includes_any": ["children", "refugees"]},
                {"not": {"fact": "target_groups", "includes_any": ["children"]}},
            ],
            {"target_groups": ["children"]},
            ["target_groups includes any of children, refugees and target_groups excludes children"],
        ),
        (
            [
                {"fact": "target_groups", "includes_any": ["refugees"]},
                {"not": {"fact": "target_groups", "includes_any": ["children"]}},
            ],
            {"target_groups": []},
            ["target_groups includes refugees and target_groups excludes children"],
        ),
        (
            [{"fact": "volunteers", "at_least": 7}, {"not": {"fact": "volunteers", "is": 8}}],
            {},
            ["volunteers >= 7 and volunteers != 8"],
        ),
        ([{"fact": "project.start", "after": "2027-06-30"}], {}, ["project.start >= 2027-07-01"]),
        ([{"fact": "costs.total", "at_least": "100000.50"}], {"costs.total": 5}, ["costs.total >= 100000.50"]),
    ],
)
def test_what_a_single_change_says(
    verdict: Callable[..., Verdict], when: list[object], facts: dict[str, object], texts: list[str]
) -> None:
    assert [[one.text for one in changes] for changes in would_fit_if(verdict(when, facts))] == [texts]


def test_alternatives_come_smallest_first(verdict: Callable[..., Verdict], vocabulary: Vocabulary) -> None:
    either = {
        "any": [
            {"all": [{"fact": "council_resolution", "is": True}, {"fact": "volunteers", "at_least": 7}]},
            {"fact": "target_groups", "includes_any": ["children"]},
        ]
    }
    sets = would_fit_if(verdict([either]))

    assert [[one.text for one in changes] for changes in sets] == [
        ["target_groups includes children"],
        ["council_resolution = true", "volunteers >= 7"],
    ]
    assert [one.words(vocabulary) for one in sets[1]] == [
        "Gemeinderatsbeschluss: ja",
        "Engagierte: mindestens 7 Personen",
    ]


@pytest.mark.parametrize(
    "when",
    [
        [{"fact": "volunteers", "above": 7}, {"fact": "volunteers", "below": 8}],
        [
            {"fact": "volunteers", "above": 7},
            {"fact": "volunteers", "below": 9},
            {"not": {"fact": "volunteers", "is": 8}},
        ],
        [
            {"fact": "volunteers", "above": 6},
            {"fact": "volunteers", "below": 9},
            {"not": {"fact": "volunteers", "in": [7, 8]}},
        ],
        [{"fact": "volunteers", "below": 0}],
        [{"fact": "costs.total", "above": 5}, {"fact": "costs.total", "at_most": 5}],
        [{"fact": "project.start", "after": "2027-01-01"}, {"fact": "project.start", "before": "2027-01-02"}],
        [{"fact": "volunteers", "in": [1, 2]}, {"fact": "volunteers", "at_least": 3}],
        [
            {"fact": "target_groups", "includes_any": ["children"]},
            {"not": {"fact": "target_groups", "includes_all": ["children"]}},
        ],
    ],
)
def test_no_value_satisfies_both(verdict: Callable[..., Verdict], when: list[object]) -> None:
    assert would_fit_if(verdict(when)) == []


def test_a_change_never_breaks_what_is_met(verdict: Callable[..., Verdict]) -> None:
    when = [{"fact": "volunteers", "at_least": 7}, {"fact": "volunteers", "at_most": 5}]

    assert would_fit_if(verdict(when, {"volunteers": 3})) == []


@pytest.mark.parametrize("facts", [{}, {"started": True}])
def test_nothing_helps_where_a_fact_nobody_can_change_is_wrong_or_unknown(
    verdict: Callable[..., Verdict], facts: dict[str, object]
) -> None:
    assert (
        would_fit_if(verdict([{"fact": "started", "is": False}, {"fact": "council_resolution", "is": True}], facts))
        == []
    )


def test_nothing_helps_when_applications_are_closed(verdict: Callable[..., Verdict]) -> None:
    assert would_fit_if(verdict([{"fact": "council_resolution", "is": True}], intake={"kind": "closed"})) == []


def test_nothing_to_change_where_it_fits(verdict: Callable[..., Verdict]) -> None:
    assert would_fit_if(verdict([{"fact": "council_resolution", "is": True}], {"council_resolution": True})) == []


def test_more_than_four_facts_help_nobody(verdict: Callable[..., Verdict]) -> None:
    when = [
        {"fact": "council_resolution", "is": True},
        {"fact": "volunteers", "at_least": 7},
        {"fact": "target_groups", "includes_any": ["children"]},
        {"fact": "topics", "includes_any": ["participation"]},
    ]

    assert [len(changes) for changes in would_fit_if(verdict(when))] == [4]
    assert would_fit_if(verdict([*when, {"fact": "applicant.public_benefit", "is": True}])) == []
