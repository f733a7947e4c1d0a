"""Reading the Mediathek: what is public, by words and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from quartier.portal.library.models import Paper, Picture
from quartier.portal.library.searching import query_stems


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a visitor looks for; empty means all."""

    text: str = ""
    topic: str = ""
    year: int | None = None
    licence: str = ""
    album: str = ""


def pictures(wanted: Wanted) -> QuerySet[Picture]:
    """Public pictures, newest first; those of an album in its order."""
    rows = _matching(Picture.objects.filter(public=True), wanted)
    if wanted.album:
        rows = rows.filter(entries__album__slug=wanted.album, entries__album__public=True)
        return rows.order_by("entries__sort_order", "pk")
    return rows


def papers(wanted: Wanted) -> QuerySet[Paper]:
    """Public documents, newest first; albums hold none."""
    rows = Paper.objects.none() if wanted.album else Paper.objects.filter(public=True)
    return _matching(rows, wanted)


def _matching(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.licence:
        rows = rows.filter(licence=wanted.licence)
    if wanted.year is not None:
        rows = rows.filter(date__year=wanted.year)
    stems = query_stems(wanted.text)
    if wanted.text and not stems:
        return rows.none()
    for stem in stems:
        rows = rows.filter(search_text__contains=stem)
    return rows.order_by(F("date").desc(nulls_last=True), "-pk")
