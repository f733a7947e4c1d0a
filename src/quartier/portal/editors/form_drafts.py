"""The drafts as the form of editions needs them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quartier.catalogue.problems import BadInputError
from quartier.model.base import Path
from quartier.portal.accounts.services import Actor
from quartier.portal.edition_form.drafts import ConflictError, Document
from quartier.portal.edition_form.drafts import Draft as Shown
from quartier.portal.editors import services
from quartier.portal.editors.models import Draft

_COMMENT = re.compile(r"""(?m)^\s*#|^[^"'#]*\s#\s""")
"""A line that is a comment, or one that ends with one; what stands in quotation marks is none."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with its text read."""

    stored: Draft
    document: Document
    revision: int

    @property
    def key(self) -> str:
        """Its number."""
        return str(self.stored.pk)

    @property
    def url(self) -> str:
        """Its page."""
        return self.stored.get_absolute_url()

    @property
    def has_comments(self) -> bool:
        """Whether lines of its text begin or end with a comment."""
        return _COMMENT.search(self.stored.text) is not None


class FormDrafts:
    """Opens and keeps drafts for the form."""

    def open(self, key: str, *, actor: Actor, revision: int | None = None) -> Opened:
        """The draft; a text that is no YAML of an edition has to be mended as text first."""
        stored = services.open_draft(key, actor=actor)
        if not stored.is_open:
            raise services.UnknownDraftError
        if revision is not None and revision != stored.revision:
            return self._earlier(stored, revision) or self.open(key, actor=actor)
        try:
            return Opened(stored, services.document_of(stored), stored.revision)
        except BadInputError:
            raise services.UnknownDraftError from None

    def _earlier(self, stored: Draft, revision: int) -> Opened | None:
        """The draft as it was; None where there was no such state, or one that is no YAML of an edition."""
        text = services.text_at(stored, revision)
        try:
            return Opened(stored, services.document_of(Draft(text=text)), revision) if text is not None else None
        except BadInputError:
            return None

    def save(self, draft: Shown, document: Document, *, actor: Actor, revision: int) -> None:
        """Keep the data as the text of the draft."""
        stored = services.open_draft(draft.key, actor=actor)
        try:
            services.save_document(stored, document, actor=actor, revision=revision)
        except services.DraftConflictError as conflict:
            raise ConflictError from conflict

    def problems(self, document: Document) -> list[tuple[Path, str]]:
        """What is wrong with the data."""
        return services.problems(document)
