"""The programmes of the catalogue as rows of the list: made once for a day, filtered and sorted without a database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition
from quartier.portal.programmes.figures import Figures, figures
from quartier.search.finding import index_of
from quartier.search.hits import Hit
from quartier.service.catalogue import the_catalogue

EVERYTHING = 10_000
"""As many hits as the search is asked for: all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A programme by the edition that counts today, or its newest."""

    edition: Edition
    figures: Figures


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; empty fields exclude nothing."""

    text: str = ""
    level: str = ""
    topic: str = ""
    applicant: str = ""
    open_now: bool = False
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """The programmes found, best first; `hits` by programme where a text was searched for."""

    rows: list[Row]
    hits: dict[str, Hit] = field(default_factory=dict)
    suggestions: tuple[str, ...] = ()

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """The rows by level, in the order of the vocabulary."""
        for level in the_catalogue().vocabulary.terms["levels"]:
            rows = [row for row in self.rows if row.edition.level == level]
            if rows:
                yield level, rows


def shown_edition(catalogue: Catalogue, programme: str, day: dt.date) -> Edition | None:
    """The edition in force on a day, else the newest; None where there is no such programme."""
    return catalogue.edition_at(programme, day) or catalogue.latest(programme)


def all_rows(day: dt.date) -> tuple[Row, ...]:
    """Every programme once."""
    return _rows(the_catalogue().digest, day)


@lru_cache(maxsize=4)
def _rows(digest: str, day: dt.date) -> tuple[Row, ...]:  # noqa: ARG001 - the digest is the key of what is kept
    catalogue = the_catalogue()
    editions = (shown_edition(catalogue, programme, day) for programme in catalogue.by_programme)
    return tuple(Row(edition, figures(edition, catalogue, day)) for edition in editions if edition)


def find(wanted: Wanted, day: dt.date) -> Result:
    """The programmes that answer what is wanted."""
    rows = [row for row in all_rows(day) if _matches(row, wanted)]
    if not wanted.text:
        return Result(_sorted(rows, wanted.sort))
    index = index_of(the_catalogue())
    hits = {hit.programme: hit for hit in index.search(wanted.text, EVERYTHING)}
    found = [row for row in rows if row.edition.programme in hits]
    order = list(hits)
    found.sort(key=lambda row: order.index(row.edition.programme))
    suggestions = () if hits else index.suggestions(wanted.text)
    return Result(_sorted(found, wanted.sort) if wanted.sort else found, hits, suggestions)


def _matches(row: Row, wanted: Wanted) -> bool:
    edition = row.edition
    return (
        (not wanted.level or edition.level == wanted.level)
        and (not wanted.topic or wanted.topic in edition.topics)
        and (not wanted.applicant or wanted.applicant in row.figures.applicants)
        and (not wanted.open_now or row.figures.is_open)
    )


def _sorted(rows: Iterable[Row], sort: str) -> list[Row]:
    named = sorted(rows, key=lambda row: row.edition.name.de.casefold())
    if sort == "deadline":
        return sorted(named, key=lambda row: (row.figures.deadline or dt.date.max, not row.figures.is_open))
    if sort == "amount":
        return sorted(named, key=lambda row: -(row.figures.most or 0))
    return named
