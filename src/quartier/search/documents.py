"""What is searched: the texts of programmes, each with the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition
from quartier.model.vocabulary import Vocabulary


class Field(StrEnum):
    """Where in a programme a text stands."""

    NAME = "name"
    KEYWORDS = "keywords"
    EXAMPLE = "example"
    SUMMARY = "summary"
    BLOCK = "block"
    TARGET_GROUPS = "target_groups"
    TOPICS = "topics"
    FUNDER = "funder"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a field."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """A programme as the search reads it. `programme` is its id, by which it is found too."""

    programme: str
    passages: tuple[Passage, ...]


def documents_of(catalogue: Catalogue) -> tuple[SearchDocument, ...]:
    """The newest edition of every programme."""
    newest = (editions[-1] for _, editions in sorted(catalogue.by_programme.items()))
    return tuple(document_of(edition, catalogue.vocabulary) for edition in newest)


def document_of(edition: Edition, vocabulary: Vocabulary) -> SearchDocument:
    """The German texts of one edition."""
    return SearchDocument(edition.programme, tuple(_passages(edition, vocabulary)))


def _passages(edition: Edition, vocabulary: Vocabulary) -> Iterator[Passage]:
    yield Passage(Field.NAME, edition.name.de)
    yield from (Passage(Field.EXAMPLE, example.de) for example in edition.examples)
    if edition.keywords:
        yield Passage(Field.KEYWORDS, ", ".join(edition.keywords))
    yield Passage(Field.SUMMARY, edition.summary.de)
    yield from (Passage(Field.BLOCK, block.name.de) for block in edition.blocks)
    for field, listing, keys in (
        (Field.TARGET_GROUPS, "target_groups", edition.target_groups),
        (Field.TOPICS, "topics", edition.topics),
    ):
        if keys:
            yield Passage(field, ", ".join(vocabulary.label(listing, key) for key in keys))
    yield Passage(Field.FUNDER, f"{edition.funder}, {edition.authority.name}")
    yield from (Passage(Field.EASY, sentence) for sentence in (edition.easy or "").splitlines() if sentence.strip())
