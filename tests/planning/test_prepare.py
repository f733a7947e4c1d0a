"""From project and catalogue to a planning task: cells, candidates, what is dropped and why."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import costing, instance, item

from quartier.planning.instance import CostCell

HOUSE = costing(item("haus", {2028: 2_000, 2027: 1_000}, vat_rate=19), item("fest", 500, "materials", party="verein"))


def test_a_cell_for_every_item_and_year_that_costs_something() -> None:
    of = costing(item("haus", {2028: 2_000, 2027: 1_000}, vat_rate=19), item("nichts", 0), item("fest", 500, "fees"))

    assert instance(of, edition("p")).cells == (
        CostCell(0, "haus", 2027, "gemeinde", "investment", "building", 1_190_00),
        CostCell(1, "haus", 2028, "gemeinde", "investment", "building", 2_380_00),
        CostCell(2, "fest", 2027, "gemeinde", "fees", "building", 500_00),
    )


def test_a_candidate_for_every_block_and_party() -> None:
    found = instance(HOUSE, edition("p", block("x"), block("y")), edition("q")).candidates

    assert [(c.edition.programme, c.block.id, c.party) for c in found] == [
        ("p", "x", "gemeinde"),
        ("p", "x", "verein"),
        ("p", "y", "gemeinde"),
        ("p", "y", "verein"),
        ("q", "block", "gemeinde"),
        ("q", "block", "verein"),
    ]
    assert [c.index for c in found] == list(range(6))


@pytest.mark.parametrize(
    ("pays", "reason"),
    [
        ({"financing": "loan"}, "ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant"),
        ({"financing": "prize"}, "ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant"),
        ({"base": {"kinds": ["personnel"]}}, "zählt keinen der Posten dieses Vorhabens"),
        (
            {"financing": "unit_amount", "rate": None, "unit": {"fact": "volunteers", "amount": 5}},
            "zahlt je Einheit, und deren Zahl ist nicht angegeben",
        ),
        ({"rate": None}, "nennt weder Fördersatz noch Höchstbetrag; bitte erfragen"),
        ({"financing": "fixed_amount", "rate": None}, "nennt weder Fördersatz noch Höchstbetrag; bitte erfragen"),
        ({"period": {"min_months": 36}}, "könnte erst beginnen, wenn das Vorhaben keine Kosten mehr hat"),
    ],
)
def test_dropped_with_a_reason(pays: dict[str, Any], reason: str) -> None:
    of = costing(item("haus", 1_000), parties=[{"id": "gemeinde", "type": "municipality"}])
    found = instance(of, edition("p", block(**pays)))

    assert found.candidates == ()
    assert [(entry.party, entry.reason) for entry in found.dropped] == [("gemeinde", reason)]


def test_what_is_not_wanted_or_fails_is_no_candidate() -> None:
    failing = [{"id": "c", "text": "Holz", "source": "s", "when": {"fact": "timber", "is": True}}]

    def programmes(**more: Any) -> set[str]:  # noqa: ANN401 - fields of a project
        of = costing(item("haus", 1_000), **more)
        editions = (edition("p"), edition("q"), edition("holz", block(conditions=failing)))
        return {c.edition.programme for c in instance(of, *editions).candidates}

    assert programmes() == {"p", "q", "holz"}
    assert programmes(facts={"timber": False}) == {"p", "q"}
    assert programmes(choose={"without": ["p"]}) == {"q", "holz"}
    assert programmes(choose={"only": ["p"]}) == {"p"}


def test_what_is_granted_already_is_not_applied_for_again() -> None:
    of = costing(item("haus", 1_000), granted=[{"programme": "p", "amount": 100, "decided_on": "2026-01-10"}])
    found = instance(of, edition("p"))

    assert [c.party for c in found.candidates] == []
    assert [(entry.party, entry.reason.partition(";")[0]) for entry in found.dropped] == [
        ("gemeinde", "ist schon bewilligt und wird nicht noch einmal beantragt"),
        ("verein", "zählt keinen der Posten dieses Vorhabens"),
    ]


def test_an_unknown_number_of_units_counts_once_and_is_told() -> None:
    pays = {"amount": {"max": 100, "per": "unit"}, "unit": {"fact": "volunteers", "amount": 100}}
    land = edition("p", block(**pays))
    found = instance(costing(item("haus", 1_000)), land).candidates[0]

    assert (found.ceiling, found.conditional) == (10_000, True)
    assert found.assumes == ("Wie viele Einheiten es sind, ist nicht angegeben; gerechnet ist mit einer.",)


def test_open_conditions_and_assumptions_make_a_candidate_conditional() -> None:
    opened = [{"id": "holz", "text": "Holz", "source": "s", "when": {"fact": "timber", "is": True}}]
    pays = {"rate": None, "amount": {"max": 100}, "early_start": "unknown"}
    land = edition("p", block(**pays, conditions=opened), intake={"kind": "unknown"})
    found = instance(costing(item("haus", 1_000)), land).candidates[0]

    assert found.reasons_open == ("holz",)
    assert found.assumes == (
        "Der Fördersatz ist nicht bekannt; gerechnet ist mit dem Höchstbetrag.",
        "Ob vor der Bewilligung begonnen werden darf, ist nicht bekannt; gerechnet ist mit Beginn danach.",
        "Der nächste Antragstermin ist nicht bekannt. Gerechnet ist mit einem Antrag jetzt.",
    )
    assert found.conditional
    assert not instance(costing(item("haus", 1_000)), edition("p")).candidates[0].conditional


def test_items_without_a_measure_are_noted() -> None:
    of = costing(item("haus", 1_000), {**item("hof", 1_000), "measure": None})
    asks = block(base={"vat": "included", "measures": ["building"]})

    assert instance(of, edition("p", asks)).candidates[0].without_measure == {1}
    assert instance(of, edition("p")).candidates[0].without_measure == frozenset()


@pytest.mark.parametrize(
    ("size", "fits"),
    [({"min": 1_000}, True), ({"min": 1_001}, False), ({"max": 1_000}, True), ({"max": 999}, False)],
)
def test_the_size_window(*, size: dict[str, int], fits: bool) -> None:
    """C4: both ends belong to it; measured without VAT where it does not count."""
    of = costing(item("haus", {2027: 400, 2028: 600}, vat_rate=19))
    land = edition("p", block(base={"vat": "excluded", "size": size}))

    assert bool(instance(of, land).candidates) is fits
