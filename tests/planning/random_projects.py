"""Random projects and programmes with nearly everything the formats allow; the same seed gives the same task."""

import random
from collections.abc import Iterator
from typing import Any

from tests.planning.checking.conftest import VOCABULARY, block, edition, project

from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition
from quartier.model.project import Project

KINDS = ("personnel", "fees", "materials", "investment")
MEASURES = ("building", "management", "events")
LEVELS = ("state", "state", "federal", "eu", "foundation", "lottery", "care_fund", "municipal", "county")
FIRST = 2027
THOUSAND = 1_000


def random_project(seed: int, *, blocks: int = 5) -> tuple[Project, Catalogue]:
    """A project of a municipality and an association, and `blocks` programmes of one block each."""
    chance = random.Random(seed)  # noqa: S311 - test data, not secrets
    years = chance.choice((1, 2, 3))
    names = [f"p{number}" for number in range(blocks)]
    editions = [_edition(chance, number, names) for number in range(blocks)]
    return project(**_project(chance, years, names)), Catalogue(tuple(editions), VOCABULARY, f"sha256:{seed}")


def _project(chance: random.Random, years: int, names: list[str]) -> dict[str, Any]:
    costs = [_item(chance, number, years) for number in range(chance.choice((2, 3, 4)))]
    start, end = chance.choice((1, 1, 4)), chance.choice((12, 12, 9))
    facts = {"timber": chance.choice((True, False)), "volunteers": chance.choice((0, 5, 12))}
    return {
        "period": {"start": f"{FIRST}-{start:02}", "end": f"{FIRST + years - 1}-{end:02}", **_slip(chance)},
        "facts": {name: value for name, value in facts.items() if chance.random() < 0.7},
        "costs": costs,
        **dict(_money(chance, years, names, [item["id"] for item in costs])),
    }


def _slip(chance: random.Random) -> dict[str, int]:
    return {"start_may_slip_months": chance.choice((0, 0, 3))}


def _item(chance: random.Random, number: int, years: int) -> dict[str, Any]:
    first = chance.randrange(years)
    net = {
        FIRST + year: chance.randrange(1, 60) * THOUSAND for year in range(first, chance.randrange(first, years) + 1)
    }
    item = {
        "id": f"posten{number}",
        "party": chance.choice(("gemeinde", "gemeinde", "verein")),
        "kind": chance.choice(KINDS),
        "measure": chance.choice((*MEASURES, *MEASURES, None)),
        "net": net,
        "vat_rate": chance.choice((0, 0, 19, 7)),
    }
    return item if chance.random() < 0.8 else {**item, "units": {"days": chance.choice((5, 20))}}


def _money(chance: random.Random, years: int, names: list[str], items: list[str]) -> Iterator[tuple[str, Any]]:
    all_years = range(FIRST, FIRST + years)
    if chance.random() < 0.3:
        yield "own_funds", {"gemeinde": {year: chance.randrange(30) * THOUSAND for year in all_years}}
    if chance.random() < 0.4:
        kind = chance.choice(("donations", "income", "public", "loan"))
        amounts = {year: chance.randrange(1, 15) * THOUSAND for year in all_years}
        level = {"level": "municipal"} if kind == "public" else {}
        yield "third_party", [{"id": "dritte", "kind": kind, "party": "verein", "amounts": amounts, **level}]
    if chance.random() < 0.3:
        yield "in_kind", [{"party": "verein", "hours": {year: chance.randrange(10, 200) for year in all_years}}]
    if chance.random() < 0.2:
        named = {"items": [chance.choice(items)]} if chance.random() < 0.5 else {}
        amount = chance.randrange(1, 20) * THOUSAND
        yield "granted", [{"programme": chance.choice(names), "amount": amount, "decided_on": "2026-01-10", **named}]
    if chance.random() < 0.2:
        yield "aid_received", [{"party": "verein", "amount": 290_000, "decided_on": "2025-02-01"}]
    if chance.random() < 0.3:
        yield "running_costs_after", {FIRST + years: 5_000}


def _edition(chance: random.Random, number: int, names: list[str]) -> Edition:
    conditions = [{"id": "c", "text": "Holz.", "source": "s", "when": {"fact": "timber", "is": True}}]
    return edition(
        names[number],
        block(**_pays(chance), conditions=conditions if chance.random() < 0.2 else []),
        level=chance.choice(LEVELS),
        intake=_intake(chance),
        combining=list(_combining(chance, number, names)),
        unknown=["combining"] if chance.random() < 0.1 else [],
    )


def _intake(chance: random.Random) -> dict[str, Any]:
    kind = chance.random()
    if kind < 0.5:
        return {"kind": "rolling", "decision_months": chance.randrange(5)}
    if kind < 0.75:
        closes = [f"2026-{chance.randrange(4, 10):02}-15", f"2027-{chance.randrange(1, 4):02}-15"]
        return {"kind": "rounds", "rounds": [{"closes": day, "source": "s"} for day in closes]}
    if kind < 0.9:
        return {"kind": "yearly", "yearly": [{"closes": chance.choice(("03-31", "09-30")), "source": "s"}]}
    return {"kind": "unknown"}


def _pays(chance: random.Random) -> dict[str, Any]:
    top = chance.choice((6, 20, 60, 200)) * THOUSAND
    pays: dict[str, Any] = {
        "rate": None,
        "base": _base(chance),
        "early_start": chance.choice(
            ("allowed", "allowed", "forbidden", "after_application", "with_permission", "unknown")
        ),
        "pays_partners": chance.random() < 0.2,
        "state_aid": chance.choice(("none", "none", "none", "de_minimis", "unknown")),
        "amount": {"min": chance.choice((0, 0, 1, 5)) * THOUSAND, "max": top, "round_to": chance.choice((1, 1, 100))},
        **dict(_limits(chance)),
    }
    return pays | chance.choice((_share, _share, _share, _fixed, _units, _deficit, _match))(chance, top)


def _share(chance: random.Random, _: int) -> dict[str, Any]:
    kind = chance.random()
    rate = chance.choice((30, 50, "200/3", 80, 90))
    if kind < 0.7:
        return {"financing": "proportional", "rate": rate}
    if kind < 0.85:
        return {
            "financing": "proportional",
            "rates": [{"rate": 60, "when": {"fact": "timber", "is": True}}, {"rate": 40}],
        }
    return {"financing": "proportional", "degressive": [{"rate": 80}, {"rate": 50, "from_month": 13}]}


def _fixed(chance: random.Random, top: int) -> dict[str, Any]:
    per = chance.choice(("project", "project", "year"))
    return {"financing": "fixed_amount", "amount": {"min": chance.choice((top, 0)), "max": top, "per": per}}


def _units(chance: random.Random, _: int) -> dict[str, Any]:
    amount = chance.choice((250, "12.50", 3_000))
    return {"financing": "unit_amount", "unit": {"fact": "volunteers", "amount": amount}, "amount": []}


def _deficit(chance: random.Random, _: int) -> dict[str, Any]:
    return {"financing": chance.choice(("deficit", "full"))}


def _match(chance: random.Random, _: int) -> dict[str, Any]:
    of = chance.choice((["municipal"], ["state", "municipal"], ["county", "federal"]))
    return {"financing": "matching", "match": {"of": of, "ratio": chance.choice((1, 3, "1/2"))}}


def _base(chance: random.Random) -> dict[str, Any]:
    base: dict[str, Any] = {"vat": chance.choice(("included", "included", "excluded", "if_not_recoverable"))}
    if chance.random() < 0.4:
        base["kinds"] = sorted(chance.sample(KINDS, chance.randrange(1, 4)))
    if chance.random() < 0.3:
        base["measures"] = sorted(chance.sample(MEASURES, chance.randrange(1, 3)))
    base["caps"] = [cap for cap in _caps(chance) if chance.random() < 0.12]
    if chance.random() < 0.1:
        base["size"] = {"min": 2_000, "max": chance.choice((40, 150)) * THOUSAND}
    return base


def _caps(chance: random.Random) -> tuple[dict[str, Any], ...]:
    return (
        {"kind": "fees", "per": "day", "max": 800},
        {"kind": "personnel", "per": "year", "max": chance.choice((8, 30)) * THOUSAND},
        {"kind": "personnel", "per": "project", "max": 40 * THOUSAND},
        {"kind": "materials", "max_share_of": "personnel", "rate": 20},
    )


def _limits(chance: random.Random) -> Iterator[tuple[str, dict[str, Any]]]:
    if chance.random() < 0.3:
        own = {"min_rate": chance.choice((10, 20, "100/3")), "cash_only": chance.random() < 0.5}
        yield "own", {**own, "counts": chance.choice(([], ["donations"], ["income"]))}
    if chance.random() < 0.15:
        yield "in_kind", {"rate_per_hour": chance.choice((10, 15)), **chance.choice(({}, {"max_share": 20}))}
    if chance.random() < 0.12:
        levels = {"from": ["municipal", "county"]}
        yield (
            "needs_match",
            levels | chance.choice(({"amount": 2_000, "per": "year"}, {"amount": 5_000}, {"rate_of_grant": 25})),
        )
    if chance.random() < 0.25:
        yield "period", chance.choice(({"max_months": 12}, {"max_months": 18}, {"within_calendar_year": True}))


def _combining(chance: random.Random, number: int, names: list[str]) -> Iterator[dict[str, Any]]:
    others = ({"any": True}, {"public": True}, {"level": "state"}, {"programme": chance.choice(names)})
    for rule, often in (("not_same_item", 0.2), ("not_same_project", 0.12), ("unknown", 0.1), ("allowed", 0.1)):
        if chance.random() < often:
            yield {"with": chance.choice(others), "rule": rule}
    if chance.random() < 0.15:
        yield {"with": chance.choice(others), "rule": "total_share", "max": chance.choice((60, 90)), "reduce": "self"}
    if chance.random() < 0.1:
        yield {"rule": "last_resort"}
    if number and chance.random() < 0.15:
        yield {"rule": chance.choice(("requires", "follows")), "programme": names[number - 1]}
