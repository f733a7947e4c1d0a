"""Uploading on the editors' pages: one, many, within a chooser. What is refused says why and leaves nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import library_files as files
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from people import make_person
from wagtail.models import Collection, UploadedFile

from quartier.portal.accounts.services import Role
from quartier.portal.library.models import Album, Paper, Picture
from quartier.portal.library.setup import set_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

TEXTS = {"title": "Platz", "description": "Ein Platz.", "credit": "Foto: A", "licence": "press", "consent": "none"}


@pytest.fixture
def editor(client: Client) -> Client:
    set_up()
    client.force_login(make_person(Role.EVENT_MANAGER))
    return client


def upload(content: bytes, name: str = "platz.jpg", kind: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, kind)


def stored(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def post(client: Client, route: str, data: dict[str, Any]) -> Any:  # noqa: ANN401 - the test client's response
    root = Collection.get_first_root_node()
    assert root is not None
    return client.post(reverse(route), {"collection": root.pk, **data}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")


def test_one_picture(editor: Client, media: Path) -> None:
    answer = post(editor, "wagtailimages:add", {**TEXTS, "file": upload(files.jpeg(orientation=6)), "public": "on"})

    assert answer.status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.public) == (48, 64, True)
    assert picture.file_size == picture.file.size
    assert files.DEVICE not in stored(media)[0].read_bytes()


@pytest.mark.parametrize(
    ("missing", "blank", "text"),
    [
        ("description", "", "Es fehlt der Alternativtext."),
        ("description", " \n ", "Es fehlt der Alternativtext."),
        ("credit", "", "Es fehlt der Nachweis."),
        ("credit", "  ", "Es fehlt der Nachweis."),
        ("licence", "", "Es fehlt die Lizenz."),
    ],
)
def test_without_texts_it_is_refused(editor: Client, media: Path, missing: str, blank: str, text: str) -> None:
    answer = post(editor, "wagtailimages:add", {**TEXTS, missing: blank, "file": upload(files.jpeg())})

    assert answer.status_code == 200
    assert text in answer.content.decode()
    assert (Picture.objects.count(), stored(media)) == (0, [])


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ((b"<svg><script>alert(1)</script></svg>", "a.svg"), "SVG-Dateien nehmen wir nicht an"),
        ((b"<svg><script>alert(1)</script></svg>", "a.png"), "SVG-Dateien nehmen wir nicht an"),
        ((files.huge_png(), "a.png"), "zu viele Bildpunkte"),
        ((files.huge_jpeg(), "a.jpg"), "zu viele Bildpunkte"),
        ((b"MZ\x90\0", "a.jpg"), "kein Bild"),
        ((files.jpeg()[:500], "a.jpg"), "beschädigt"),
        ((b"", "a.jpg"), "leer"),
    ],
)
@pytest.mark.parametrize("route", ["wagtailimages:add", "wagtailimages_chooser:create"])
def test_what_is_no_harmless_picture_is_refused(
    editor: Client, media: Path, file: tuple[bytes, str], text: str, route: str
) -> None:
    fields = {**TEXTS, "file": upload(*file)}
    if "chooser" in route:
        fields = {f"image-chooser-upload-{key}": value for key, value in fields.items()}
    answer = post(editor, route, fields)

    assert answer.status_code == 200
    assert text in (json.loads(answer.content)["htmlFragment"] if "chooser" in route else answer.content.decode())
    assert (Picture.objects.count(), stored(media)) == (0, [])


@pytest.mark.parametrize("consent", ["unclear", ""])
def test_nobody_is_shown_to_all_without_having_agreed(editor: Client, consent: str) -> None:
    fields = {**TEXTS, "consent": consent, "public": "on", "file": upload(files.jpeg())}

    assert "Klären Sie die Einwilligung" in post(editor, "wagtailimages:add", fields).content.decode() or not consent
    assert Picture.objects.count() == 0


def test_many_pictures_wait_for_their_texts_without_metadata(editor: Client, media: Path) -> None:
    answer = post(editor, "wagtailimages:add_multiple", {"files[]": upload(files.jpeg(orientation=6), "../Größe.jpg")})

    assert answer.json()["success"] is True
    assert Picture.objects.count() == 0
    waiting = UploadedFile.objects.get()
    (path,) = stored(media)
    assert path.name == "Groesse.jpg"
    assert files.DEVICE not in path.read_bytes()

    prefix = f"uploaded-image-{waiting.pk}"
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    root = Collection.get_first_root_node()
    assert root is not None
    fields = {f"{prefix}-{key}": value for key, value in {**TEXTS, "collection": str(root.pk)}.items()}
    refused = editor.post(address, {**fields, f"{prefix}-credit": ""})
    assert "Es fehlt der Nachweis." in refused.json()["form"]
    assert editor.post(address, fields).json()["success"] is True
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.credit) == (48, 64, "Foto: A")
    assert picture.file_size == picture.file.size
    assert [file.parent.name for file in stored(media)] == ["original_images"]


@pytest.mark.parametrize("content", [b"<svg/>", files.huge_png(), b"MZ\x90\0"])
def test_many_with_one_that_is_refused(editor: Client, media: Path, content: bytes) -> None:
    answer = post(editor, "wagtailimages:add_multiple", {"files[]": upload(content)})

    assert answer.json()["success"] is False
    assert "Bitte" in answer.json()["error_message"]
    assert (UploadedFile.objects.count(), stored(media)) == (0, [])


def test_a_new_file_takes_the_place_of_the_old(editor: Client, media: Path) -> None:
    picture = files.make_picture()
    picture.get_rendition("max-32x32")
    root = Collection.get_first_root_node()
    assert root is not None
    fields = {**TEXTS, "collection": root.pk, "file": upload(files.png(), "neu.png")}
    editor.post(reverse("wagtailimages:edit", args=[picture.pk]), fields)

    picture.refresh_from_db()
    assert picture.file.name.endswith("-neu.png")
    assert picture.renditions.count() == 0
    assert files.SECRET not in (media / picture.file.name).read_bytes()


DOCUMENT = {"title": "Leitfaden", "description": "Ein Leitfaden.", "credit": "Landkreis", "licence": "cc0-1.0"}


def test_documents(editor: Client, media: Path) -> None:
    fields = {**DOCUMENT, "file": upload(files.PDF, "Größe.pdf", "text/html")}
    assert post(editor, "wagtaildocs:add", fields).status_code == 302
    assert Paper.objects.get().filename == "Groesse.pdf"
    kept = stored(media)
    for content, name, text in (
        (b"<html>", "a.pdf", "Webseiten"),
        (files.bomb(), "a.docx", "viel zu groß"),
        (b"MZ\x90\0", "a.exe", "Diese Art von Datei"),
    ):
        refused = post(editor, "wagtaildocs:add", {**DOCUMENT, "file": upload(content, name)})
        assert text in refused.content.decode()
    refused = post(editor, "wagtaildocs:add", {**DOCUMENT, "description": "", "file": upload(files.PDF, "a.pdf")})
    assert "Es fehlt die Beschreibung." in refused.content.decode()
    assert (Paper.objects.count(), stored(media)) == (1, kept)
    answer = post(editor, "wagtaildocs:add_multiple", {"files[]": upload(b"<html>", "a.pdf")})
    assert "Webseiten" in answer.json()["error_message"]
    assert stored(media) == kept


def test_albums_are_made_and_put_in_order(editor: Client) -> None:
    first, second = files.make_picture(), files.make_picture()
    entries = {"entries-TOTAL_FORMS": 2, "entries-INITIAL_FORMS": 0, "entries-MIN_NUM_FORMS": 0}
    for place, picture in enumerate((second, first)):
        entries |= {f"entries-{place}-picture": picture.pk, f"entries-{place}-ORDER": place + 1}
    fields = {"title": "Fachtag", "slug": "fachtag", "position": 1, "public": "on", **entries}

    assert editor.get(reverse("wagtailsnippets_library_album:add")).status_code == 200
    assert editor.post(reverse("wagtailsnippets_library_album:add"), fields).status_code == 302
    assert [entry.picture for entry in Album.objects.get().entries.all()] == [second, first]


@pytest.mark.parametrize("role", [Role.PARTNER, Role.ADVISER, Role.PROGRAMME_EDITOR])
@pytest.mark.parametrize("route", ["wagtailimages:add", "wagtaildocs:add", "wagtailsnippets_library_album:add"])
def test_others_may_not(client: Client, role: Role, route: str) -> None:
    client.force_login(make_person(role))

    assert client.get(reverse(route)).status_code in {302, 403}
