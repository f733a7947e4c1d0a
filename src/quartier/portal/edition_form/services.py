"""What other apps need of the form: where in it something of a document is changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse

from quartier.model.base import Path
from quartier.portal.edition_form.form import Document, SectionForm
from quartier.portal.edition_form.sections import section_for

__all__ = ["Place", "places"]


class Place(NamedTuple):
    """An input of the form: its address and what it is called."""

    url: str
    words: str


def places(key: str, document: Document, paths: Iterable[Path]) -> list[Place]:
    """Where in the form of a draft each of these places of its document is changed."""
    forms: dict[str, SectionForm] = {}
    found = []
    for path in paths:
        section = section_for(path, document)
        form = forms.setdefault(section.slug, SectionForm(document, section))
        target, words = form.place_of(path)
        url = reverse("edition_form:section", args=[key, section.slug])
        found.append(
            Place(f"{url}#{target}" if target else url, f"{section.title}: {words}" if words else str(section.title))
        )
    return found
