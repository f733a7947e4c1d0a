"""The loaded catalogue: all editions, the vocabulary, a digest of both; chosen by date."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from quartier.model.edition import Edition
from quartier.model.vocabulary import Vocabulary


@dataclass(frozen=True)
class Catalogue:
    """Editions by programme and start of validity. `files` names the file of every edition, `digest` their content."""

    editions: tuple[Edition, ...]
    vocabulary: Vocabulary
    digest: str
    files: dict[tuple[str, str], str] = field(default_factory=dict)

    @cached_property
    def by_programme(self) -> dict[str, tuple[Edition, ...]]:
        """The editions of each programme, oldest first."""
        found: dict[str, list[Edition]] = defaultdict(list)
        for edition in self.editions:
            found[edition.programme].append(edition)
        return {programme: tuple(editions) for programme, editions in found.items()}

    def in_force(self, day: dt.date) -> tuple[Edition, ...]:
        """The editions that count for an application on `day`; at most one of each programme."""
        return tuple(edition for edition in self.editions if edition.valid.covers(day))

    def edition_at(self, programme: str, day: dt.date) -> Edition | None:
        """The edition of one programme that counts on `day`, or None."""
        return next((edition for edition in self.by_programme.get(programme, ()) if edition.valid.covers(day)), None)

    def latest(self, programme: str) -> Edition | None:
        """The newest edition of a programme, or None where the catalogue does not know it."""
        editions = self.by_programme.get(programme)
        return editions[-1] if editions else None

    def name_of(self, programme: str) -> str:
        """What people call a programme, in German; its id where the catalogue does not know it."""
        edition = self.latest(programme)
        return str(edition.name) if edition else programme
