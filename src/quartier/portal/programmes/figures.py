"""A programme in a few figures for lists and heads of pages: how much at most, until when, how sure, as of when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from quartier.catalogue.store import Catalogue
from quartier.matching.intake import Window, windows
from quartier.matching.truth import Truth, evaluate
from quartier.model.conditions import FactValue
from quartier.model.edition import Edition
from quartier.model.pays import Financing, Pays
from quartier.model.vocabulary import Vocabulary

UNDATED = "unknown"


@dataclass(frozen=True, slots=True)
class Figures:
    """All in cents and fractions of one; None where no source says.

    `per`: whether `most` is for the whole project or for a year. `as_of`: the newest date of a source.
    `applicants`: kinds of party that no condition excludes. `state` tells whether one can apply today.
    """

    most: int | None
    least: int | None
    per: str
    rate: Fraction | None
    financing: tuple[Financing, ...]
    window: Window | None
    in_force: bool
    as_of: str | None
    applicants: tuple[str, ...]

    @property
    def is_open(self) -> bool:
        """Whether an application is possible today."""
        return self.in_force and self.window is not None and self.window.kind == "open"

    @property
    def state(self) -> str:
        """`open`, `not_yet`, `ask` (nobody knows the next round) or `closed`."""
        if not self.in_force or self.window is None:
            return "closed"
        return "ask" if self.window.kind == "unknown" else self.window.kind

    @property
    def deadline(self) -> dt.date | None:
        """The day by which an application must be in."""
        return self.window.apply_by if self.window and self.in_force else None


def figures(edition: Edition, catalogue: Catalogue, day: dt.date) -> Figures:
    """The figures of one edition on a day."""
    pays = [block.pays for block in edition.blocks]
    per = "project" if _maxima(pays, "project") else "year"
    maxima, minima = _maxima(pays, per), [a.min for p in pays for a in p.amount if a.per == per and a.min is not None]
    in_force = edition.valid.covers(day)
    return Figures(
        most=max(maxima, default=None),
        least=min(minima, default=None),
        per=per,
        rate=max(_rates(pays), default=None),
        financing=tuple(dict.fromkeys(one.financing for one in pays)),
        window=next(iter(windows(edition, day)), None),
        in_force=in_force,
        as_of=max((source.as_of for source in edition.sources.values() if source.as_of != UNDATED), default=None),
        applicants=possible_applicants(edition, catalogue.vocabulary),
    )


def _maxima(pays: Iterable[Pays], per: str) -> list[int]:
    return [amount.max for one in pays for amount in one.amount if amount.per == per and amount.max is not None]


def _rates(pays: Iterable[Pays]) -> list[Fraction]:
    """Every rate an edition names."""
    found: list[Fraction] = []
    for one in pays:
        found += [one.rate] if one.rate is not None else []
        found += [step.rate for step in one.rates]
        found += [step.rate for step in one.degressive]
    return found


def possible_applicants(edition: Edition, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The kinds of party for which no condition of at least one block has failed when nothing else is known."""
    return tuple(kind for kind in vocabulary.terms["parties"] if _possible(edition, kind, vocabulary))


def _possible(edition: Edition, kind: str, vocabulary: Vocabulary) -> bool:
    facts: dict[str, FactValue] = {"applicant.type": kind}
    shared = all(evaluate(entry.when, facts, vocabulary) is not Truth.FAILED for entry in edition.conditions)
    return shared and any(
        all(evaluate(entry.when, facts, vocabulary) is not Truth.FAILED for entry in block.conditions)
        for block in edition.blocks
    )
