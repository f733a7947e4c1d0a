"""Drafts of programme editions kept in memory: what the form needs to be tried without the pages around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from quartier.catalogue.checks import check_edition
from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.reading import build
from quartier.catalogue.yamlfile import Document, read_document
from quartier.model.base import Path
from quartier.model.edition import Edition
from quartier.portal.accounts.services import EDIT_PROGRAMME, Actor, require
from quartier.portal.edition_form.drafts import ConflictError, Draft
from quartier.service.catalogue import the_catalogue


@dataclass(frozen=True, slots=True)
class Kept:
    """One state of a draft."""

    key: str
    document: dict[str, object]
    revision: int = 1
    url: str = "/"
    has_comments: bool = False


class MemoryDrafts:
    """Drafts by key; `programme--edition` opens an edition of the catalogue."""

    def __init__(self) -> None:
        """Nothing is there at first."""
        self.kept: dict[str, Kept] = {}
        self.earlier: dict[tuple[str, int], Kept] = {}

    def put(self, key: str, document: dict[str, object]) -> None:
        """Keep a draft."""
        self.kept[key] = Kept(key, document)

    def open(self, key: str, *, actor: Actor, revision: int | None = None) -> Draft:
        """The newest state, or an earlier one."""
        require(actor, EDIT_PROGRAMME)
        if key not in self.kept:
            self.put(key, edition_document(key))
        return self.earlier.get((key, revision or 0), self.kept[key])

    def save(self, draft: Draft, document: dict[str, object], *, actor: Actor, revision: int) -> None:
        """A new state, if the newest one was seen."""
        require(actor, EDIT_PROGRAMME)
        if revision != self.kept[draft.key].revision:
            raise ConflictError
        self.earlier[draft.key, revision] = self.kept[draft.key]
        self.kept[draft.key] = Kept(draft.key, document, revision + 1)

    def problems(self, document: dict[str, object]) -> list[tuple[Path, str]]:
        """What the checks of the catalogue find."""
        file = Document("draft", document)
        try:
            found = check_edition(build(Edition, file), file, the_catalogue().vocabulary)
        except BadInputError as error:
            found = list(error.problems)
        return [(path_of(problem.field), problem.message) for problem in found]


def path_of(text: str) -> Path:
    """`blocks.0.pays` as a path."""
    return tuple(int(part) if part.isdecimal() else part for part in text.split(".") if part)


def edition_document(key: str) -> Any:  # noqa: ANN401 - what a YAML file holds
    """The document of an edition of the catalogue, by `programme--edition`."""
    programme, _mark, edition = key.partition("--")
    for path in built_in_folder().rglob(f"{programme}/{edition}.yaml"):
        return read_document(path).data
    raise Http404
