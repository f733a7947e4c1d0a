"""Nothing is kept without alternative text, credit and licence, or by somebody who may not; refused means no trace."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import library_files as files
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import override
from people import make_person

from quartier.portal.accounts.services import Role
from quartier.portal.library import services
from quartier.portal.library.checks.refusing import RefusedError
from quartier.portal.library.models import Album, Paper, Picture
from quartier.portal.library.services import Details

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

GOOD: dict[str, Any] = {
    "name": "platz.jpg",
    "title": "Platz",
    "alt": "Ein Platz mit Bäumen.",
    "credit": "Foto: Ada Beispiel",
    "licence": "cc-by-4.0",
}


def stored(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_picture_is_kept_with_all_that_was_said() -> None:
    services.add_album("Fachtag", "fachtag", actor=None)
    details = Details(
        **GOOD, alt_en="A square.", date=dt.date(2026, 5, 1), event="Fachtag 2026", topic="events",
        consent="all", public=True, origin="demo:platz", albums=["fachtag"],
    )  # fmt: skip
    kept = services.add_picture(files.jpeg(orientation=6), details, actor=None)

    picture = Picture.objects.get(pk=kept.pk)
    assert (picture.title, picture.description, picture.description_en) == (
        "Platz",
        "Ein Platz mit Bäumen.",
        "A square.",
    )
    assert (picture.credit, picture.licence, picture.topic) == ("Foto: Ada Beispiel", "cc-by-4.0", "events")
    assert (picture.date, picture.event, picture.public) == (dt.date(2026, 5, 1), "Fachtag 2026", True)
    assert (picture.width, picture.height) == (48, 64)
    assert picture.file_size == picture.file.size
    assert len(picture.file_hash) == 40
    assert [entry.album.slug for entry in picture.entries.all()] == ["fachtag"]
    with picture.open_file() as file:
        assert files.DEVICE not in file.read()


@pytest.mark.parametrize(
    ("change", "field", "text"),
    [
        ({"alt": ""}, "description", "Es fehlt der Alternativtext."),
        ({"alt": " \n"}, "description", "Es fehlt der Alternativtext."),
        ({"credit": ""}, "credit", "Es fehlt der Nachweis."),
        ({"credit": "  "}, "credit", "Es fehlt der Nachweis."),
        ({"licence": ""}, "licence", "Es fehlt die Lizenz."),
        ({"licence": "gibt es nicht"}, "licence", "keine gültige Option"),
        ({"title": ""}, "title", "Dieses Feld darf nicht leer sein."),
        ({"topic": "gibt es nicht"}, "topic", "keine gültige Option"),
        ({"public": True}, "consent", "Öffentlich darf ein Bild sein, wenn"),
        ({"alt": "x" * 251}, "description", "höchstens 250 Zeichen"),
    ],
)
def test_what_is_incomplete_is_refused_and_leaves_nothing(
    change: dict[str, Any], field: str, text: str, media: Path
) -> None:
    with override("de"), pytest.raises(ValidationError) as error:
        services.add_picture(files.jpeg(), Details(**{**GOOD, **change}), actor=None)

    assert list(error.value.message_dict) == [field]
    assert text in error.value.message_dict[field][0]
    assert Picture.objects.count() == 0
    assert stored(media) == []


@pytest.mark.parametrize("data", [b"<svg/>", files.huge_png(), b"", files.PDF])
def test_what_is_no_picture_leaves_nothing(data: bytes, media: Path) -> None:
    with pytest.raises(RefusedError):
        services.add_picture(data, Details(**GOOD), actor=None)

    assert Picture.objects.count() == 0
    assert stored(media) == []


def test_a_document_is_kept_or_refused(media: Path) -> None:
    paper = files.make_paper(name="../../Leitfaden Größe.exe")

    assert paper.filename == "Leitfaden-Groesse.pdf"
    assert paper.file_size == len(files.PDF)
    kept = stored(media)
    assert len(kept) == 1
    changes: tuple[dict[str, Any], ...] = ({"description": ""}, {"credit": " "}, {"licence": ""})
    for change in changes:
        with pytest.raises(ValidationError):
            files.make_paper(**change)
    with pytest.raises(RefusedError):
        files.make_paper(files.bomb(), name="bombe.zip")
    assert Paper.objects.count() == 1
    assert stored(media) == kept


@pytest.mark.parametrize(
    "change", [{"description": ""}, {"credit": ""}, {"licence": ""}, {"public": True, "consent": "unclear"}]
)
def test_the_database_itself_refuses(change: dict[str, Any]) -> None:
    picture = files.make_picture()

    with pytest.raises(IntegrityError), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(**change)


def test_whatever_way_a_file_comes_in_it_is_cleaned(media: Path) -> None:
    picture = Picture(title="x", description="x", credit="x", licence="press")
    picture.file.save("../x.png", ContentFile(files.jpeg()), save=False)
    picture.save()

    (kept,) = stored(media)
    assert kept.startswith("original_images/")
    assert kept.endswith("-x.jpg")
    assert files.DEVICE not in (media / kept).read_bytes()
    with pytest.raises(RefusedError):
        Paper(title="x").file.save("x.pdf", ContentFile(b"<html>"), save=False)


@pytest.mark.parametrize("role", Role)
def test_who_may_add(role: Role) -> None:
    may = role in {Role.EDITOR, Role.CHIEF_EDITOR, Role.EVENT_MANAGER, Role.ADMINISTRATOR}
    actor = make_person(*({role} - {Role.READER, Role.PROJECT_OWNER}))

    if may:
        assert services.add_picture(files.png(), Details(**GOOD), actor=actor).uploaded_by_user == actor
        return
    with pytest.raises(PermissionDenied):
        services.add_picture(files.png(), Details(**GOOD), actor=actor)
    with pytest.raises(PermissionDenied):
        services.add_album("x", "x", actor=actor)
    with pytest.raises(PermissionDenied):
        services.remove_demo(actor=actor)


def test_visitors_may_add_nothing() -> None:
    with pytest.raises(PermissionDenied):
        services.add_paper(files.PDF, Details(**GOOD), actor=AnonymousUser())


def test_the_order_of_an_album_is_that_of_adding() -> None:
    services.add_album("Fachtag", "fachtag", actor=None)
    assert services.add_album("Anders", "fachtag", actor=None).title == "Fachtag"
    made = [files.make_picture(albums=["fachtag"]) for _ in range(3)]

    assert [entry.picture_id for entry in Album.objects.get().entries.all()] == [one.pk for one in made]


def test_everybody_finds_what_is_public_by_german_words() -> None:
    files.make_picture(title="Dorfläden im Kreis", event="Fachtag")
    files.make_picture(title="Geheim im Dorfladen", public=False)
    files.make_paper(title="Leitfaden Dorfladen")

    with override("de"):
        found, total = services.search_library("laden", 5)
    assert [one.title for one in found] == ["Dorfläden im Kreis", "Leitfaden Dorfladen"]
    assert total == 2
    assert found[0].url.startswith("/mediathek/bild/")
    assert found[0].lang == ""
    with override("en"):
        (one,), total = services.search_library("dorfladen", 1)
    assert one.url.startswith("/en/mediathek/bild/")
    assert (one.lang, total) == ("de", 2)
    assert services.search_library("!!", 5) == ([], 0)
