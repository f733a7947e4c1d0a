"""What editors, other apps and commands do with the Mediathek.

`actor` is the user who does it; None is a command on the server itself, which may do everything.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils.translation import get_language

from quartier.portal.frame.services import Found

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from quartier.portal.accounts.models import User
    from quartier.portal.library.models import Album, Paper, Picture

    Actor = User | AnonymousUser | None

DEMO = "demo:"
"""How the `origin` of demo content begins."""


@dataclass(frozen=True, slots=True)
class Details:
    """What is said about a picture or document. `name` is the name of the file.

    `alt` (pictures) or `description` (documents) says what is shown or written there, `licence` is a key of
    `licences.LICENCES`, `topic` one of `topics.Topic`, `consent` one of "none", "all" and "unclear". Only what is
    `public` is seen by all. `origin` tells demo content apart: it begins with "demo:" and is used once.
    """

    name: str
    title: str
    credit: str
    licence: str
    alt: str = ""
    alt_en: str = ""
    description: str = ""
    date: date | None = None
    event: str = ""
    topic: str = ""
    consent: str = "unclear"
    public: bool = False
    origin: str = ""
    albums: Sequence[str] = field(default=())
    """The addresses of the albums at whose end a picture is put."""


def add_picture(content: bytes, details: Details, *, actor: Actor) -> Picture:
    """Keep a picture without its metadata; raises `RefusedError`, `ValidationError` or `PermissionDenied`."""
    from quartier.portal.library.checks.pictures import cleaned  # noqa: PLC0415 - models are not there while apps load
    from quartier.portal.library.models import Picture  # noqa: PLC0415 - as above

    _may(actor)
    picture = Picture(
        file=cleaned(ContentFile(content), details.name),
        description=_text(details.alt),
        description_en=_text(details.alt_en),
        consent=details.consent,
        **_common(details, actor),
    )
    picture._set_image_file_metadata()  # noqa: SLF001 - Wagtail's own forms do the same
    _keep(picture)
    for slug in details.albums:
        _append(slug, picture)
    return picture


def add_paper(content: bytes, details: Details, *, actor: Actor) -> Paper:
    """Keep a document; raises `RefusedError`, `ValidationError` or `PermissionDenied`."""
    from quartier.portal.library.checks.papers import checked  # noqa: PLC0415 - as above
    from quartier.portal.library.models import Paper  # noqa: PLC0415 - as above

    _may(actor)
    file = checked(ContentFile(content), details.name)
    paper = Paper(file=file, description=_text(details.description), **_common(details, actor))
    paper._set_document_file_metadata()  # noqa: SLF001 - as above
    _keep(paper)
    return paper


@transaction.atomic
def add_album(title: str, slug: str, *, actor: Actor, **more: Any) -> Album:  # noqa: ANN401 - fields of an album
    """Make an album, or give back the one that has this address."""
    from quartier.portal.library.models import Album  # noqa: PLC0415 - as above

    _may(actor)
    album = Album.objects.filter(slug=slug).first() or Album(title=title, slug=slug, **more)
    if album.pk is None:
        album.full_clean()
        album.save()
    return album


def public_pictures(text: str = "") -> QuerySet[Picture]:
    """The pictures everybody may see that have all words of a text, newest first."""
    from quartier.portal.library import queries  # noqa: PLC0415 - as above

    return queries.pictures(queries.Wanted(text=text))


def public_papers(text: str = "") -> QuerySet[Paper]:
    """The documents everybody may see that have all words of a text, newest first."""
    from quartier.portal.library import queries  # noqa: PLC0415 - as above

    return queries.papers(queries.Wanted(text=text))


def _common(details: Details, actor: Actor) -> dict[str, Any]:
    texts = {name: _text(getattr(details, name)) for name in ("title", "credit", "licence", "event", "topic")}
    rest = {name: getattr(details, name) for name in ("date", "public", "origin")}
    return {**texts, **rest, "uploaded_by_user": actor}


def _text(value: str) -> str:
    return value.replace("\0", "").strip()


@transaction.atomic
def _keep(item: Any) -> None:  # noqa: ANN401 - models of Wagtail have no types
    item.full_clean()
    item.save()


@transaction.atomic
def _append(slug: str, picture: Picture) -> None:
    from quartier.portal.library.models import Album, AlbumPicture  # noqa: PLC0415 - as above

    album = Album.objects.select_for_update().get(slug=slug)
    AlbumPicture.objects.create(album=album, picture=picture, sort_order=album.entries.count())


def _may(actor: Actor) -> None:
    from quartier.portal.accounts.services import MANAGE_MEDIA, require  # noqa: PLC0415 - as above

    if actor is not None:
        require(actor, MANAGE_MEDIA)


def search_library(text: str, limit: int) -> tuple[Sequence[Found], int]:
    """Public pictures, then documents, with every word of a text."""
    pictures, papers = public_pictures(text), public_papers(text)
    found: list[Any] = [*pictures[:limit], *papers[:limit]][:limit]
    return [_found(item) for item in found], pictures.count() + papers.count()


def _found(item: Picture | Paper) -> Found:
    is_picture = item._meta.model_name == "picture"  # noqa: SLF001 - Django's own API
    url = reverse("library:picture" if is_picture else "library:paper", args=[item.pk])
    return Found(item.title, url, item.description, "" if get_language() == "de" else "de")


def load_demo(*, actor: Actor) -> None:
    """Add the album „Illustrationen“ that comes with the portal; what is there already stays as it is."""
    from quartier.portal.library.demo.loading import load  # noqa: PLC0415 - as above

    _may(actor)
    load(actor)


@transaction.atomic
def remove_demo(*, actor: Actor, keep: Collection[int] = ()) -> None:
    """Remove what has an `origin` that begins with "demo:", and albums of demo content that are empty then.

    Pictures that pages use by now stay: those a page has as its main picture, and those in `keep` by their number.
    """
    from quartier.portal.library.models import Album, Paper, Picture  # noqa: PLC0415 - as above

    _may(actor)
    Paper.objects.filter(origin__startswith=DEMO).delete()
    for picture in Picture.objects.filter(origin__startswith=DEMO).exclude(pk__in=keep):
        with suppress(ProtectedError), transaction.atomic():
            picture.delete()
    Album.objects.filter(origin__startswith=DEMO, entries=None).delete()


def forget_uploads(*, before: datetime) -> int:
    """Delete uploads that wait for their texts since before a time; gives how many."""
    from wagtail.models import UploadedFile  # noqa: PLC0415 - as above

    number = 0
    for upload in UploadedFile.objects.all():
        storage = upload.file.storage
        kept = bool(upload.file) and storage.exists(upload.file.name)
        if kept and storage.get_modified_time(upload.file.name) >= before:
            continue
        if kept:
            upload.file.delete(save=False)
        upload.delete()
        number += 1
    return number
