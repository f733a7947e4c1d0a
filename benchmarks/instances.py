"""Random but realistic planning tasks of a given size, for benchmarks; the same seed gives the same task.

How often each rule occurs follows the 136 blocks that give grants and were in force on 25 November 2026: 70 %
proportional, 18 % fixed amounts, 10 % matching or residual; 35 % demand an own share, 43 % limit the funding period,
10 % pay partners, 15 % have a floor, 4 % are de-minimis aid; 22 % exclude other money on the same item (2 % any money),
17 % others in the same project, 4 % cap the total share. Unlike there, every block fits and its money is known, and the
tasks are larger.
"""

from __future__ import annotations

import datetime as dt
import random

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.store import Catalogue
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.model.edition import Edition
from quartier.model.project import Project

KINDS = ("personnel", "fees", "materials", "investment", "equipment", "training", "public_relations")
MEASURES = ("building", "neighbourhood_management", "participation", "volunteering", "meal_service", "advice")
LEVELS = ("state", "state", "federal", "eu", "foundation", "lottery", "care_fund", "municipal")
AS_OF = dt.date(2026, 11, 25)
START = 2027


def random_task(seed: int, blocks: int, items: int, years: int) -> tuple[Project, Catalogue]:
    """A project with `items` cost items over `years` years and a catalogue of `blocks` blocks that fit it."""
    chance = random.Random(seed)  # noqa: S311 - test data, not secrets
    costs = [_item(chance, number, years) for number in range(items)]
    project = {
        "format": "quartier.project/1",
        "title": f"Zufall {seed}",
        "as_of": AS_OF,
        "period": {"start": f"{START}-01", "end": f"{START + years - 1}-12"},
        "parties": [{"id": "gemeinde", "type": "municipality"}, {"id": "verein", "type": "registered_association"}],
        "costs": costs,
        "third_party": [{"id": "spenden", "kind": "donations", "party": "verein", "amounts": {START: 4000}}],
    }
    editions = tuple(Edition.model_validate(_edition(chance, number, blocks)) for number in range(blocks))
    vocabulary = read_vocabulary(built_in_folder() / "vocabulary")
    return Project.model_validate(project), Catalogue(editions, vocabulary, f"sha256:{seed}")


def _happens(chance: random.Random, share: float) -> bool:
    return chance.random() < share


def _item(chance: random.Random, number: int, years: int) -> dict[str, object]:
    first = chance.randrange(years)
    last = chance.randrange(first, years)
    size = chance.choice((5_000, 20_000, 60_000, 150_000))
    net = {START + year: chance.randrange(size // 2, size * 2) for year in range(first, last + 1)}
    return {
        "id": f"posten{number}",
        "party": chance.choice(("gemeinde", "gemeinde", "verein")),
        "kind": chance.choice(KINDS),
        "measure": chance.choice(MEASURES),
        "net": net,
        "vat_rate": chance.choice((0, 0, 19)),
    }


def _edition(chance: random.Random, number: int, blocks: int) -> dict[str, object]:
    return {
        "format": "quartier.programme/1",
        "programme": f"programm{number}",
        "edition": "1",
        "valid": {"from": None},
        "name": f"Programm {number}",
        "summary": "Zufällig.",
        "level": chance.choice(LEVELS),
        "funder": "Zufall",
        "authority": {"name": "Zufall"},
        "topics": ["participation"],
        "sources": {"s": {"title": "Zufall", "as_of": "2026"}},
        "intake": _intake(chance),
        "blocks": [
            {"id": "b", "name": "Baustein", "pays": _pays(chance), "source": "s", "conditions": [_applicant(chance)]}
        ],
        "combining": list(_combining(chance, number, blocks)),
        "confidence": "high",
    }


def _applicant(chance: random.Random) -> dict[str, object]:
    kind = chance.choice(("municipality", "municipality", "registered_association"))
    return {"id": "applicant", "text": "Antragsteller", "source": "s", "when": {"fact": "applicant.type", "is": kind}}


def _intake(chance: random.Random) -> dict[str, object]:
    closes = AS_OF + dt.timedelta(days=chance.randrange(20, 400))
    if _happens(chance, 0.5):
        return {"kind": "rolling", "decision_months": chance.randrange(0, 5)}
    return {"kind": "rounds", "rounds": [{"closes": closes, "source": "s"}], "decision_months": chance.randrange(1, 5)}


def _pays(chance: random.Random) -> dict[str, object]:
    top = chance.choice((6_000, 20_000, 40_000, 85_000, 150_000, 400_000))
    common: dict[str, object] = {
        "base": {
            "kinds": sorted(chance.sample(KINDS, chance.randrange(2, 6))),
            "measures": sorted(chance.sample(MEASURES, chance.randrange(2, 5))),
            "vat": chance.choice(("included", "excluded")),
        },
        "early_start": chance.choice(("allowed", "forbidden", "after_application")),
        "pays_partners": _happens(chance, 0.1),
        "state_aid": "de_minimis" if _happens(chance, 0.04) else "none",
    }
    if _happens(chance, 0.43):
        common["period"] = {"max_months": chance.choice((12, 24, 36))}
    kind = chance.random()
    financing = next(make for below, make in FINANCING if kind < below)
    return common | financing(chance, top)


def _proportional(chance: random.Random, top: int) -> dict[str, object]:
    rate = chance.choice((30, 40, 50, 60, 75, 80, 90))
    pays: dict[str, object] = {
        "financing": "proportional",
        "rate": rate,
        "amount": {"min": chance.choice((1_000, 5_000)) if _happens(chance, 0.2) else 0, "max": top},
    }
    if _happens(chance, 0.46):
        pays["own"] = {"min_rate": chance.choice((10, 15, 100 - rate)), "counts": ["donations"]}
    return pays


def _fixed_amount(chance: random.Random, top: int) -> dict[str, object]:
    return {"financing": "fixed_amount", "amount": {"min": top if _happens(chance, 0.4) else 0, "max": top}}


def _deficit(_chance: random.Random, top: int) -> dict[str, object]:
    return {"financing": "deficit", "own": {"min_rate": 10}, "amount": {"max": top}}


def _matching(_chance: random.Random, top: int) -> dict[str, object]:
    return {"financing": "matching", "match": {"of": ["state", "municipal"], "ratio": 1}, "amount": {"max": top}}


FINANCING = ((0.7, _proportional), (0.9, _fixed_amount), (0.93, _deficit), (1.0, _matching))
"""Kinds of financing with the share of blocks that are of this kind or one before it."""


def _combining(chance: random.Random, number: int, blocks: int) -> list[dict[str, object]]:
    rules: list[dict[str, object]] = []
    if _happens(chance, 0.22):
        rules.append({"with": _others(chance, blocks), "rule": "not_same_item"})
    if _happens(chance, 0.17):
        rules.append({"with": {"level": chance.choice(("federal", "lottery", "eu"))}, "rule": "not_same_project"})
    if _happens(chance, 0.04):
        share = {"max": chance.choice((80, 90)), "reduce": "self"}
        rules.append({"with": {"public": True}, "rule": "total_share", **share})
    if number and _happens(chance, 0.02):
        rules.append({"rule": "requires", "programme": f"programm{chance.randrange(min(number, blocks))}"})
    return [{**rule, "text": "…", "source": "s"} for rule in rules]


def _others(chance: random.Random, blocks: int) -> dict[str, object]:
    if _happens(chance, 0.1):
        return {"any": True}
    if _happens(chance, 0.4):
        return {"level": chance.choice(LEVELS)}
    return {"programme": f"programm{chance.randrange(blocks)}"}
