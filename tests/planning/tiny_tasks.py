"""Random tiny tasks: two to four blocks with the rules that grants have, at most four cells, all limits on the grid."""

import random
from collections.abc import Iterator
from math import prod
from typing import Any

from tests.planning.checking.conftest import block, edition, project
from tests.planning.tiny import KINDS, UNIT, Task
from tests.planning.tiny_plans import splits_of

from quartier.model.edition import Edition

LEVELS = ("state", "state", "federal", "foundation", "municipal")


LARGEST = 200_000
"""Ways to cover all cells beyond which a task is drawn anew, so that no task takes long."""


def random_task(seed: int) -> Task:
    """Two to four blocks, two or three items, at most four cells in one or two years; the same seed, the same task."""
    chance = random.Random(seed)  # noqa: S311 - test data, not secrets
    task = _drawn(seed, chance)
    while prod(sum(1 for _ in splits_of(task, cell)) for cell in task.cells) > LARGEST:
        task = _drawn(seed, chance)
    return task


def _drawn(seed: int, chance: random.Random) -> Task:
    years = chance.choice((1, 1, 2))
    items = chance.choice((2, 2, 3)) if years == 1 else 2
    costs = [_item(chance, number, years) for number in range(items)]
    more: dict[str, Any] = {"parties": [{"id": "gemeinde", "type": "municipality"}], "costs": costs}
    if chance.random() < 0.4:
        more["own_funds"] = {"gemeinde": {2027 + year: chance.choice((0, 1, 2, 4)) * UNIT for year in range(years)}}
    if chance.random() < 0.4:
        more["third_party"] = [{"id": "spenden", "kind": "donations", "amounts": {2027: chance.choice((1, 2)) * UNIT}}]
    number = chance.choice((2, 3, 3, 4)) if len(costs) * years < 4 else 2
    names = [f"p{place}" for place in range(number)]
    return Task(seed, project(**more), tuple(_edition(chance, place, names) for place in range(number)))


def _item(chance: random.Random, number: int, years: int) -> dict[str, Any]:
    net = {2027 + year: chance.choice((2, 4)) * UNIT for year in range(years)}
    return {"id": f"posten{number}", "kind": chance.choice(KINDS), "measure": "building", "net": net}


def _edition(chance: random.Random, place: int, names: list[str]) -> Edition:
    return edition(
        names[place],
        block(**_pays(chance)),
        level=chance.choice(LEVELS),
        combining=list(_combining(chance, place, names)),
    )


def _pays(chance: random.Random) -> dict[str, Any]:
    pays: dict[str, Any] = {"rate": None, "base": _base(chance), "early_start": "allowed"}
    kind = chance.random()
    if kind < 0.6:
        pays |= {"financing": "proportional", "rate": chance.choice((50, 50, 100)), "amount": _range(chance)}
    elif kind < 0.75:
        exact = chance.choice((1, 2, 3)) * UNIT
        pays |= {"financing": "fixed_amount", "amount": {"min": exact, "max": exact}}
    elif kind < 0.85:
        pays |= {"financing": "deficit", "amount": {"max": chance.choice((1, 2, 4)) * UNIT}}
    else:
        of = chance.choice((["municipal"], ["state"], ["state", "municipal"]))
        pays |= {"financing": "matching", "match": {"of": of, "ratio": chance.choice((1, 1, 2))}}
    if chance.random() < 0.3:
        counts = chance.choice(([], ["donations"]))
        pays["own"] = {"min_rate": chance.choice((25, 50)), "counts": counts, "cash_only": True}
    return pays


def _base(chance: random.Random) -> dict[str, Any]:
    base: dict[str, Any] = {"vat": "included"}
    if chance.random() < 0.3:
        base["kinds"] = [chance.choice(KINDS)]
    elif chance.random() < 0.15:
        base["caps"] = [{"kind": "fees", "per": "project", "max": 2 * UNIT}]
    elif chance.random() < 0.15:
        base["caps"] = [{"kind": "fees", "max_share_of": "materials", "rate": 50}]
    return base


def _range(chance: random.Random) -> dict[str, Any]:
    low, high = chance.choice((0, 0, 1, 2)), chance.choice((2, 3, 8))
    step = {"round_to": 2 * UNIT} if chance.random() < 0.2 else {}
    return {"min": low * UNIT, "max": high * UNIT, "per": chance.choice(("project", "project", "year")), **step}


def _combining(chance: random.Random, place: int, names: list[str]) -> Iterator[dict[str, Any]]:
    others = [name for name in names if name != names[place]]
    if chance.random() < 0.25:
        yield {"with": _others(chance, others), "rule": "not_same_item"}
    if chance.random() < 0.15:
        yield {"with": _others(chance, others), "rule": "not_same_project"}
    if chance.random() < 0.2:
        most = chance.choice((50, 75))
        yield {"with": _others(chance, others), "rule": "total_share", "max": most, "reduce": "self"}
    if chance.random() < 0.15:
        yield {"rule": "last_resort"}
    if place and chance.random() < 0.15:
        yield {"rule": "requires", "programme": names[place - 1]}


def _others(chance: random.Random, names: list[str]) -> dict[str, Any]:
    return chance.choice(({"any": True}, {"public": True}, {"level": "state"}, {"programme": chance.choice(names)}))
