"""Reading the Mediathek: what is public, by words and filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from quartier.portal.library.models import Album, AlbumPicture, Paper, Picture
from quartier.portal.library.renditions import GRID, specs
from quartier.portal.library.searching import query_parts


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


def with_cards(rows: QuerySet[Picture]) -> QuerySet[Any]:
    """Pictures with the renditions that cards show."""
    return rows.prefetch_renditions(*specs(GRID)).defer("search_text")  # type: ignore[attr-defined, no-any-return] # Wagtail's


def albums() -> QuerySet[Album]:
    """Public albums with at least one public picture, and how many there are in each."""
    count = Count("entries", filter=Q(entries__picture__public=True))
    return Album.objects.filter(public=True).annotate(number=count).filter(number__gt=0)  # type: ignore[no-any-return] # as above


def albums_with_covers() -> list[Album]:
    """The albums, each with its first public picture as `cover`."""
    entries = AlbumPicture.objects.filter(picture__public=True).order_by("sort_order", "pk")
    firsts: dict[int, int] = {}
    for album, picture in entries.values_list("album_id", "picture_id"):
        firsts.setdefault(album, picture)
    covers = with_cards(Picture.objects.filter(public=True)).in_bulk(firsts.values())
    found = list(albums())
    for album in found:
        album.cover = covers[firsts[album.pk]]
    return found


def album(slug: str) -> Album | None:
    """A public album by its address."""
    found: Album | None = Album.objects.filter(public=True, slug=slug).first()
    return found


def picture(pk: int) -> Picture | None:
    """A public picture with its albums."""
    entries = AlbumPicture.objects.filter(album__public=True).select_related("album").order_by("album__position")
    rows = Picture.objects.filter(public=True, pk=pk).prefetch_related(Prefetch("entries", queryset=entries))
    found: Picture | None = rows.first()
    return found


def years() -> list[int]:
    """The years of public pictures and documents, newest first."""
    found = {
        day.year
        for model in (Picture, Paper)
        for day in model.objects.filter(public=True, date__isnull=False).dates("date", "year")
    }
    return sorted(found, reverse=True)


def _matching(rows: QuerySet[Any], wanted: Wanted) -> QuerySet[Any]:
    if wanted.topic:
        rows = rows.filter(topic=wanted.topic)
    if wanted.licence:
        rows = rows.filter(licence=wanted.licence)
    if wanted.year is not None:
        rows = rows.filter(date__year=wanted.year)
    parts = query_parts(wanted.text)
    if wanted.text and not parts:
        return rows.none()
    for part in parts:
        rows = rows.filter(search_text__contains=part)
    return rows.order_by(F("date").desc(nulls_last=True), "-pk")
