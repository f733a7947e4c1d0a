"""Public grants pay of one item no more together than one of them counts (C17), in the solver."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, instance, item

from quartier.planning.solver.conflict import build
from quartier.planning.solver.eligible import TEXT, public_payers

NET, GROSS = {"vat": "excluded"}, {"vat": "included"}
HOUSE = costing(item("haus", 10_000, vat_rate=19))


def paid(*blocks: dict[str, Any], levels: tuple[str, ...] = ("state", "federal", "state")) -> dict[str, int]:
    lands = [edition(f"p{place}", pays, level=levels[place]) for place, pays in enumerate(blocks)]
    return euros(best(HOUSE, *lands))


def test_a_second_grant_does_not_pay_the_vat_that_the_first_does_not_count() -> None:
    """60 % each of 10,000 € net: together the net amount and not 12,000 €, though the house costs 11,900 €."""
    assert sum(paid(block(rate=60, base=NET), block(rate=60, base=NET)).values()) == 10_000


def test_a_grant_that_counts_vat_may_pay_it() -> None:
    assert paid(block(rate=60, base=NET), block(rate=50, base=GROSS)) == {"p0": 6_000, "p1": 5_900}


def test_two_that_do_not_count_it_are_helped_by_a_third_that_claims_the_item() -> None:
    """The third pays 10 % of 11,900 €; with it all three may pay the gross amount."""
    together = paid(block(rate=60, base=NET), block(rate=60, base=NET), block(rate=10, base=GROSS))

    assert sum(together.values()) == 11_900
    assert together["p2"] > 0


def test_private_money_does_not_count() -> None:
    levels = ("state", "foundation")

    assert sum(paid(block(rate=60, base=NET), block(rate=60, base=NET), levels=levels).values()) == 11_900


def test_what_is_above_a_day_rate_is_nobody_s_to_pay() -> None:
    of = costing(item("rat", 10_000, "fees", units={"days": 10}))
    pays = block(rate=60, base={"vat": "included", "caps": [{"kind": "fees", "per": "day", "max": 800}]})

    assert sum(euros(best(of, edition("a", pays), edition("b", pays))).values()) == 8_000


@pytest.mark.parametrize(("base", "keys"), [(NET, 1), (GROSS, 0)])
def test_the_rule_has_a_name_where_it_can_bind(base: dict[str, str], keys: int) -> None:
    task = instance(HOUSE, edition("a", block(base=base)))
    found = [key for key in build(task).keys if key.text == TEXT]

    assert [(key.rule, key.candidates) for key in found] == [("C17", (0,))] * keys
    assert [candidate.index for candidate in public_payers(task, task.cells[0])] == [0]
