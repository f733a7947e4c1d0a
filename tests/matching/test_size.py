"""The cliff (C4), with the figures of the Regionalbudget: 80 % of the net costs, 1,250 to 20,000 € or nothing."""

from collections.abc import Callable

import pytest

from quartier.matching.costs import CostTable
from quartier.matching.size import outside_size
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Matcher
from quartier.model.edition import Edition
from quartier.model.pays import Pays
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

RULE = "Die förderfähigen Kosten müssen zwischen 1.250 € und 20.000 € betragen, sonst zahlt das Programm nichts."
WANTED = "Förderfähige Kosten ohne Umsatzsteuer: verlangt zwischen 1.250 € und 20.000 €, angegeben"
END = "außerhalb zahlt das Programm nichts."


@pytest.mark.parametrize(
    ("gross", "sentences"),
    [
        (23000, []),
        (24000, [f"{WANTED} 20.168,07 €. Das sind 168,07 € zu viel; {END}"]),
        (1428, [f"{WANTED} 1.200 €. Es fehlen 50 € bis zur Untergrenze; {END}"]),
        ("1487.50", []),
    ],
)
def test_the_cliff_in_euros(
    edition: Callable[..., Edition],
    project: Callable[..., Project],
    vocabulary: Vocabulary,
    gross: object,
    sentences: list[str],
) -> None:
    pays = {"base": {"vat": "excluded", "size": {"min": 1250, "max": 20000}}}
    costs = [{"id": "a", "kind": "materials", "gross": {2027: gross}, "vat_rate": 19}]
    verdict = Matcher([edition(pays=pays)], vocabulary).verdicts(project(costs=costs), {})[0]

    assert [result.sentence for result in verdict.results] == sentences
    assert [result.rule.text for result in verdict.results] == [RULE] * len(sentences)
    assert verdict.status.name == ("FAILED" if sentences else "MET")


@pytest.mark.parametrize(
    ("size", "cost", "status"),
    [
        ({"min": 1250}, {"net": {2027: 1250}}, Truth.MET),
        ({"max": 1250}, {"net": {2027: 1251}}, Truth.MET),
        ({"max": 1250}, {"measure": "building", "net": {2027: 1251}}, Truth.FAILED),
        ({"min": 1250}, {"measure": "meal_service", "net": {2027: 9999}}, Truth.FAILED),
    ],
)
def test_items_without_purpose_exclude_nothing(
    project: Callable[..., Project], size: dict[str, int], cost: dict[str, object], status: Truth
) -> None:
    pays = Pays.model_validate({"financing": "full", "base": {"measures": ["building"], "size": size}})
    costs = CostTable(project(costs=[{"id": "a", "kind": "fees", **cost}]))

    assert (outside_size(costs, "gemeinde", pays, {}) is None) is (status is Truth.MET)


def test_without_costs_nothing_is_outside(project: Callable[..., Project]) -> None:
    pays = Pays.model_validate({"financing": "full", "base": {"size": {"min": 1250}}})

    assert outside_size(CostTable(project()), "gemeinde", pays, {}) is None
