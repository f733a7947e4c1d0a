"""What in the catalogue has grown old: sources read long ago, editions that ended, rounds that are all over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition, IntakeKind, Source
from quartier.model.months import MONTHS_PER_YEAR, Month

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OldSource:
    """A source of an edition in force. `months` since it was read at the latest; None where no date is known."""

    edition: Edition
    name: str
    source: Source
    months: int | None


@dataclass(frozen=True, slots=True)
class Ageing:
    """Everything that should be looked at again on `today`.

    `ended`: newest editions of programmes that are over. `not_in_force`: newest editions of programmes that have none
    for today. `past_rounds`: editions in force that take applications in rounds of which none is to come.
    """

    today: dt.date
    months: int
    old: tuple[OldSource, ...]
    undated: tuple[OldSource, ...]
    ended: tuple[Edition, ...]
    not_in_force: tuple[Edition, ...]
    past_rounds: tuple[Edition, ...]


def ageing(catalogue: Catalogue, today: dt.date, months: int = MONTHS_PER_YEAR) -> Ageing:
    """What is older than `months` or over. Sources are judged only where an edition is in force: others are history."""
    current = catalogue.in_force(today)
    sources = [entry for edition in current for entry in _sources(edition, today)]
    newest = [editions[-1] for editions in catalogue.by_programme.values()]
    in_force = {edition.programme for edition in current}
    return Ageing(
        today=today,
        months=months,
        old=tuple(entry for entry in sources if entry.months is not None and entry.months > months),
        undated=tuple(entry for entry in sources if entry.months is None),
        ended=tuple(edition for edition in newest if edition.valid.until and edition.valid.until < today),
        not_in_force=tuple(edition for edition in newest if edition.programme not in in_force),
        past_rounds=tuple(edition for edition in current if _all_past(edition, today)),
    )


def _sources(edition: Edition, today: dt.date) -> Iterator[OldSource]:
    for name, source in edition.sources.items():
        yield OldSource(edition, name, source, months_old(source, today))


def months_old(source: Source, today: dt.date) -> int | None:
    """Whole months since the source was read; a year means its December. None where the date is unknown."""
    if source.as_of == UNKNOWN:
        return None
    year, _, rest = source.as_of.partition("-")
    read = Month(int(year), int(rest[:2]) if rest else MONTHS_PER_YEAR)
    return max(Month.of(today).index - read.index, 0)


def _all_past(edition: Edition, today: dt.date) -> bool:
    intake = edition.intake
    return intake.kind is IntakeKind.ROUNDS and all(entry.closes < today for entry in intake.rounds)
