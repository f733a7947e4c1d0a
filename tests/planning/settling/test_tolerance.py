"""20 % on one item if saved elsewhere, never on the total."""

from quartier.planning.settling.tolerance import overruns, total_over

PLANNED = {"bau": 10_000, "beratung": 5_000, "feste": 0}


def test_within_and_beyond_the_tolerance() -> None:
    (within,) = overruns(PLANNED, {**PLANNED, "bau": 12_000})
    (beyond,) = overruns(PLANNED, {**PLANNED, "bau": 12_001})

    assert (within.over, within.allowed, within.beyond) == (2_000, 2_000, 0)
    assert (beyond.over, beyond.allowed, beyond.beyond) == (2_001, 2_000, 1)


def test_an_item_without_a_plan_has_no_tolerance() -> None:
    (found,) = overruns(PLANNED, {**PLANNED, "feste": 10})

    assert (found.allowed, found.beyond) == (0, 10)


def test_cheaper_items_are_not_named_but_pay_for_dearer_ones() -> None:
    actual = {"bau": 11_500, "beratung": 3_500, "feste": 0}

    assert [found.item for found in overruns(PLANNED, actual)] == ["bau"]
    assert total_over(PLANNED, actual) == 0
    assert total_over(PLANNED, {**actual, "beratung": 4_000}) == 500
