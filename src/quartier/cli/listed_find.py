"""Finds listed programmes: the search ranks them, their coarse facets say what may suit a project. Prints nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

from quartier.catalogue.listed.coarse import Judgement, Suitability, judge
from quartier.catalogue.listed.codes import labels
from quartier.catalogue.listed.sources import ADDRESSES
from quartier.catalogue.listed.store import listed_file, read_listing
from quartier.catalogue.problems import BadInputError, Problem
from quartier.matching.facts import applicant_facts
from quartier.model.conditions import FactValue
from quartier.model.listed import ID_PREFIX, Facet, ListedProgramme, ListedSource, ListedText, Listing
from quartier.search.documents import Field, Passage, SearchDocument
from quartier.search.index import SearchIndex
from quartier.service.inputs import read_inputs

_MAX_SEARCHED = 500
"""So many letters of a text are searched: what a programme is about stands at its beginning."""

_DESCRIPTIONS = (ListedText.SHORT_DESCRIPTION, ListedText.DESCRIPTION, ListedText.LEGAL_BASIS)
_SIMILAR, _ALIKE = 5, 80


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for. `money`: codes of kinds of money; `everything`: also what is out or has left the database."""

    query: str
    project: Path | None = None
    money: tuple[str, ...] = ()
    limit: int = 10
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One programme and, with a project, what its facets say about it."""

    programme: ListedProgramme
    judgement: Judgement
    score: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `party_names` only with a project; `suggestions` only where nothing was found."""

    wanted: Wanted
    source: ListedSource
    hits: tuple[Found, ...]
    suggestions: tuple[str, ...] = ()
    project: str | None = None
    party_names: Mapping[str, str] | None = None


def find(wanted: Wanted) -> Answer:
    """Search the imported programmes. Raises BadInputError where nothing was imported or the project is wrong."""
    listing = _listing()
    title, names, facts = _project(wanted.project)
    judged = {entry.id: (entry, judge(entry, facts, wanted.money)) for entry in listing.programmes}
    if not wanted.everything:
        judged = {key: pair for key, pair in judged.items() if _may_suit(*pair)}
    index = SearchIndex.of(document_of(entry) for entry, _ in judged.values())
    hits = tuple(Found(*judged[hit.programme], hit.score) for hit in index.search(wanted.query, wanted.limit))
    suggestions = () if hits else index.suggestions(wanted.query)
    return Answer(wanted, listing.source, hits, suggestions, title, names)


def entry(programme: str) -> tuple[ListedProgramme, ListedSource]:
    """One programme by its id. Raises BadInputError that names similar ones."""
    listing = _listing()
    found = listing.find(programme)
    if found is not None:
        return found, listing.source
    known = [other.id.removeprefix(ID_PREFIX) for other in listing.programmes]
    near = process.extract(programme.removeprefix(ID_PREFIX), known, limit=_SIMILAR, score_cutoff=_ALIKE)
    meant = f". Gemeint ist vielleicht {', '.join(ID_PREFIX + key for key, _, _ in near)}" if near else ""
    reason = f"dieses Programm steht nicht in der eingelesenen Förderdatenbank{meant}"
    raise BadInputError([Problem("quartier listed show", None, programme, reason)])


def document_of(programme: ListedProgramme) -> SearchDocument:
    """The texts of a listed programme as the search reads them."""
    return SearchDocument(programme.id, tuple(_passages(programme)))


def _listing() -> Listing:
    listing = read_listing()
    if listing is None:
        sources = f"den XML-Export ({ADDRESSES['xml']}) oder die Tabelle ({ADDRESSES['csv']})"
        reason = f"noch nichts eingelesen; laden Sie {sources} und rufen Sie `quartier listed import PFAD` auf"
        raise BadInputError([Problem(str(listed_file()), None, "", reason)])
    return listing


def _project(path: Path | None) -> tuple[str | None, dict[str, str] | None, dict[str, Mapping[str, FactValue]]]:
    """Title, names and facts of the parties; without a project one party nobody knows anything about."""
    if path is None:
        return None, None, {"": {}}
    given = read_inputs(path)
    parties = given.project.parties
    names = {party.id: party.name or party.id for party in parties}
    facts = {party.id: applicant_facts(given.project, party, given.place.values) for party in parties}
    return str(given.project.title), names, dict(facts)


def _may_suit(programme: ListedProgramme, judgement: Judgement) -> bool:
    return not programme.absent and judgement.suitability is not Suitability.EXCLUDED


def _passages(programme: ListedProgramme) -> Iterator[Passage]:
    yield Passage(Field.NAME, programme.name)
    if keywords := programme.texts.get(ListedText.KEYWORDS):
        yield Passage(Field.KEYWORDS, keywords)
    for kind in _DESCRIPTIONS:
        if text := programme.texts.get(kind):
            yield Passage(Field.SUMMARY, text[:_MAX_SEARCHED])
    topics = [
        word
        for facet in (Facet.FUNDING_AREA, Facet.FUNDING_SUBAREA)
        for word in labels(facet, programme.codes.get(facet, ()))
    ]
    if topics:
        yield Passage(Field.TOPICS, ", ".join(topics))
    if programme.institution:
        yield Passage(Field.FUNDER, programme.institution)
