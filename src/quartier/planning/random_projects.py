"""Random projects over a whole real catalogue, for the audit; the same seed gives the same project.

Every word, fact and programme comes from the catalogue and every place from the register, so that nothing has to be
changed here when either grows. The projects need not be sensible: a rule must hold for odd ones, too.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Any

from quartier.catalogue.store import Catalogue
from quartier.model.conditions import FactValue
from quartier.model.months import MONTHS_PER_YEAR, Month
from quartier.model.pays import Level
from quartier.model.project import Project
from quartier.model.vocabulary import Fact, FactType, Origin, Vocabulary
from quartier.places.register import Register

LAST_DAY = dt.date(2026, 11, 25)
"""No project is planned later: what a seed showed once, it shows again."""

BUILT_IN_STATE = "08"
"""Only places everybody has: an imported register must not change what a seed means."""

APPLICANT = "applicant."
NUMBERS = (0, 1, 2, 3, 5, 7, 10, 15, 25, 50, 100, 500, 3_000, 12_000)
SIZES = (300, 2_000, 8_000, 30_000, 120_000, 900_000)
THIRD_PARTY = ("donations", "sponsoring", "income", "membership_fees", "private", "foundation", "loan", "public")
SOME = (0.3, 0.7, 0.9, 0.97, 1.0)
"""Shares of the facts nobody has answered: with few known, many blocks may fit."""


def random_project(seed: int, catalogue: Catalogue, register: Register) -> Project:
    """The project of a seed."""
    return _Maker(random.Random(seed), catalogue, register).project(seed)  # noqa: S311 - test data, not secrets


class _Maker:
    """Draws one project; the order of the draws is part of what a seed means."""

    def __init__(self, chance: random.Random, catalogue: Catalogue, register: Register) -> None:
        self.chance, self.catalogue, self.register = chance, catalogue, register
        self.as_of = LAST_DAY - dt.timedelta(days=chance.randrange(540))
        self.start = Month.of(self.as_of).plus(chance.choice((0, 1, 3, 6, 12)))
        self.end = self.start.plus(chance.choice((3, 8, 11, 12, 20, 35, 47)))
        self.years = list(range(self.start.year, self.end.year + 1))
        self.unknown = chance.choice(SOME)
        self.likely = chance.choice((0.4, 0.7, 0.9))
        self.parties = self._parties()
        self.names = [str(party["id"]) for party in self.parties]

    def project(self, seed: int) -> Project:
        """The project as its file would say it."""
        costs = [self._item(number) for number in range(self.chance.randrange(1, 13))]
        slip = {"start_may_slip_months": self.chance.choice((0, 0, 3, 9))}
        return Project.model_validate(
            {
                "format": "quartier.project/1",
                "title": f"Zufall {seed}",
                "as_of": self.as_of,
                "place": {"ags": self._place()},
                "period": {"start": str(self.start), "end": str(self.end), **slip},
                "topics": self._some(list(self.catalogue.vocabulary.terms["topics"])),
                "parties": self.parties,
                "facts": self._facts(lambda name: not name.startswith(APPLICANT)),
                "costs": costs,
                **dict(self._money([str(item["id"]) for item in costs])),
            }
        )

    def _place(self) -> str:
        known = [place.ags for place in self.register.municipalities if place.ags.startswith(BUILT_IN_STATE)]
        return self.chance.choice(known)

    def _parties(self) -> list[dict[str, object]]:
        kinds = list(self.catalogue.vocabulary.terms["parties"])
        usual = [("municipality", "registered_association"), ("municipality",), ("registered_association",)]
        drawn = tuple(self.chance.sample(kinds, self.chance.choice((1, 2, 3, 4))))
        return [
            {"id": f"partei{number}", "type": kind, "facts": self._facts(lambda name: name.startswith(APPLICANT))}
            for number, kind in enumerate(self.chance.choice([*usual, drawn, drawn]))
        ]

    def _facts(self, wanted: Callable[[str], bool]) -> dict[str, FactValue]:
        """Answers to some of the questions; what is left out is unknown."""
        vocabulary, found = self.catalogue.vocabulary, dict[str, FactValue]()
        for name, fact in sorted(vocabulary.facts.items()):
            if fact.origin is Origin.ASKED and wanted(name) and self.chance.random() >= self.unknown:
                found[name.removeprefix(APPLICANT)] = self._answer(fact, vocabulary)
        return found

    def _answer(self, fact: Fact, vocabulary: Vocabulary) -> FactValue:
        options = sorted(vocabulary.options(fact) or ())
        if fact.type is FactType.BOOLEAN:
            return self.chance.random() < self.likely
        if fact.type is FactType.CHOICE and options:
            return self.chance.choice(options)
        if fact.type is FactType.CHOICES and options:
            return tuple(self._some(options))
        if fact.type is FactType.DATE:
            return self.as_of + dt.timedelta(days=self.chance.randrange(-400, 400))
        return self.chance.choice(NUMBERS)

    def _some(self, words: list[str]) -> list[str]:
        return sorted(self.chance.sample(words, self.chance.randrange(1, min(len(words), 4) + 1)))

    def _item(self, number: int) -> dict[str, Any]:
        terms, first = self.catalogue.vocabulary.terms, self.chance.choice(self.years)
        years = range(first, self.chance.choice([year for year in self.years if year >= first]) + 1)
        size = self.chance.choice(SIZES)
        item = {
            "id": f"posten{number}",
            "party": self.chance.choice(self.names),
            "kind": self.chance.choice(sorted(terms["costs"])),
            "measure": self.chance.choice((None, *sorted(terms["measures"]) * 2)),
            self.chance.choice(("net", "net", "gross")): {year: self._amount(size) for year in years},
            "vat_rate": self.chance.choice((0, 7, 19)),
        }
        units = {self.chance.choice(("days", "hours", "months", "units", "persons")): self.chance.choice((1, 12, 80))}
        return {**item, "units": units} if self._happens(0.3) else item

    def _amount(self, size: int) -> str:
        """Euros, one time in four with cents."""
        cents = self.chance.randrange(1, 100) if self._happens(0.25) else 0
        return f"{self.chance.randrange(size // 2, size * 2)}.{cents:02}"

    def _yearly(self, most: int) -> dict[int, str]:
        return {year: self._amount(self.chance.choice((most // 20, most))) for year in self.years}

    def _money(self, items: list[str]) -> Iterator[tuple[str, Any]]:
        if self._happens(0.6):
            yield "own_funds", {party: self._yearly(20_000) for party in self.names if self._happens(0.7)}
        if self._happens(0.4):
            yield "third_party", [self._third_party(number) for number in range(self.chance.choice((1, 2)))]
        if self._happens(0.3):
            hours = {year: self.chance.randrange(400) for year in self.years}
            yield "in_kind", [{"party": self.chance.choice(self.names), "hours": hours}]
        if self._happens(0.2):
            yield "granted", [self._granted(items)]
        if self._happens(0.2):
            kind = self.chance.choice(("de_minimis", "sgei_de_minimis"))
            yield "aid_received", [{**self._decided(), "amount": self._amount(200_000), "kind": kind}]
        if self._happens(0.3):
            yield "running_costs_after", {self.end.year + 1: self._amount(8_000)}

    def _happens(self, share: float) -> bool:
        return self.chance.random() < share

    def _third_party(self, number: int) -> dict[str, Any]:
        kind = self.chance.choice(THIRD_PARTY)
        level = {"level": self.chance.choice([level.value for level in Level])} if kind == "public" else {}
        party = self.chance.choice(self.names)
        return {"id": f"dritte{number}", "kind": kind, "party": party, "amounts": self._yearly(10_000), **level}

    def _decided(self) -> dict[str, Any]:
        day = self.as_of - dt.timedelta(days=self.chance.randrange(1, 3 * 365))
        return {"party": self.chance.choice(self.names), "decided_on": day}

    def _granted(self, items: list[str]) -> dict[str, Any]:
        programme = self.chance.choice(sorted(self.catalogue.by_programme))
        named = {"items": [self.chance.choice(items)]} if self._happens(0.5) else {}
        end = {"end": str(self.start.plus(self.chance.randrange(MONTHS_PER_YEAR)))} if self._happens(0.3) else {}
        return {**self._decided(), "programme": programme, "amount": self._amount(15_000), **named, **end}
