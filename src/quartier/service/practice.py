"""Real projects of others: found by the words people use for their own, each with its source."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.reading import read
from quartier.model.base import Identifier, NonEmpty, Strict
from quartier.model.money import Money
from quartier.model.project import Place, Year
from quartier.search.documents import Field as Where
from quartier.search.documents import Passage, SearchDocument
from quartier.search.index import SearchIndex


class PracticePlace(Strict):
    """Where a project is."""

    ags: str | None = None
    name: NonEmpty
    county: NonEmpty
    locality: NonEmpty | None = None


class PracticeProject(Strict):
    """A published project. `grant` is what the source names as funding, in cents; `year` is its year there."""

    id: Identifier
    title: NonEmpty
    title_given: bool = True
    place: PracticePlace
    summary: NonEmpty
    tags: tuple[NonEmpty, ...]
    programme: NonEmpty | None = None
    grant: Money | None = None
    grant_rounded: bool = False
    year: Year | None = None
    note: NonEmpty | None = None
    source: NonEmpty


class PracticeFile(Strict):
    """The file of published projects."""

    format: Literal["quartier.practice/1"]
    projects: tuple[PracticeProject, ...] = Field(min_length=1)


@cache
def practice() -> dict[str, PracticeProject]:
    """All published projects by id; raises BadInputError where the file is wrong."""
    file = read(PracticeFile, built_in_folder() / "practice" / "projects-bw.yaml")
    return {project.id: project for project in file.projects}


def similar(text: str, place: Place | None = None, limit: int = 3) -> list[PracticeProject]:
    """The published projects most like the words; of the own municipality first where several are found."""
    hits = _index().search(text, limit * 3) if text.strip() else []
    found = [practice()[hit.programme] for hit in hits]
    ags = place.ags if place else None
    return sorted(found, key=lambda project: project.place.ags != ags)[:limit] if ags else found[:limit]


@cache
def _index() -> SearchIndex:
    return SearchIndex.of(map(_document, practice().values()))


def _document(project: PracticeProject) -> SearchDocument:
    passages = (
        Passage(Where.NAME, project.title),
        Passage(Where.KEYWORDS, ", ".join(project.tags)),
        Passage(Where.SUMMARY, project.summary),
    )
    return SearchDocument(project.id, passages)
