"""What the form needs of the drafts: open one, save one, what is wrong with it. Their app registers itself here."""

from __future__ import annotations

from typing import Protocol

from django.http import Http404

from quartier.model.base import Path
from quartier.portal.accounts.services import Actor

Document = dict[str, object]


class ConflictError(Exception):
    """Somebody else saved the draft meanwhile."""


class Draft(Protocol):
    """A draft as the form sees it. `url`: its page."""

    @property
    def key(self) -> str:
        """What addresses name it by."""

    @property
    def document(self) -> Document:
        """The edition as it is written in files, however unfinished."""

    @property
    def revision(self) -> int:
        """Grows with every change."""

    @property
    def url(self) -> str:
        """The page of the draft."""

    @property
    def has_comments(self) -> bool:
        """Whether its text has remarks that only the text can hold: they are lost when the form saves."""


class Drafts(Protocol):
    """Where drafts are kept."""

    def open(self, key: str, *, actor: Actor, revision: int | None = None) -> Draft:
        """The draft, as it was at `revision` where that is known; raises Http404 or PermissionDenied."""

    def save(self, draft: Draft, document: Document, *, actor: Actor, revision: int) -> None:
        """Keep a new state that was made from `revision`; raises ConflictError where that is not the newest.

        Raises ValidationError where the draft cannot be changed, with the reason.
        """

    def problems(self, document: Document) -> list[tuple[Path, str]]:
        """What must be put right before it can be published, each with its place in the document."""


_registered: list[Drafts] = []


def register(drafts: Drafts | None) -> None:
    """Say where drafts are kept; the newest counts."""
    _registered[:] = [] if drafts is None else [drafts]


def registered() -> Drafts | None:
    """Where drafts are kept, None where there are none."""
    return _registered[0] if _registered else None


def the_drafts() -> Drafts:
    """Where drafts are kept; raises Http404 where there are none."""
    if not _registered:
        raise Http404
    return _registered[0]
