"""Files are given only to those who may see them, and in a way that nothing in them runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import library_files as files
import pytest
from django.test import Client
from people import make_person

from quartier.portal.accounts.services import Role
from quartier.portal.library.models import Picture
from quartier.portal.library.setup import set_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def read(client: Client, address: str) -> tuple[int, bytes, dict[str, str]]:
    answer = client.get(address)
    content = answer.getvalue() if answer.status_code == 200 else b""
    return answer.status_code, content, dict(answer.headers)


@pytest.fixture
def editor() -> Client:
    set_up()
    client = Client()
    client.force_login(make_person(Role.EDITOR))
    return client


def test_sizes_of_public_pictures_may_be_kept_for_good(client: Client) -> None:
    rendition = files.make_picture().get_rendition("max-32x32|format-webp")

    status, content, headers = read(client, rendition.url)

    assert status == 200
    with rendition.open_file() as file:
        assert content == file.read()
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Type"] == "image/webp"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Length"] == str(len(content))
    assert "Cookie" not in headers.get("Vary", "")
    assert "Set-Cookie" not in headers


def test_a_picture_that_is_not_public_cannot_be_guessed(client: Client, editor: Client) -> None:
    picture = files.make_picture(public=False, consent="unclear")
    rendition = picture.get_rendition("max-32x32")

    assert read(client, rendition.url)[0] == 404
    assert read(client, picture.file.url)[0] == 404
    status, _content, headers = read(editor, rendition.url)
    assert (status, headers["Cache-Control"]) == (200, "private, no-store")
    assert read(editor, picture.file.url)[0] == 200


def test_what_was_public_is_gone_once_it_is_not(client: Client) -> None:
    picture = files.make_picture()
    rendition = picture.get_rendition("max-32x32")
    assert read(client, rendition.url)[0] == 200

    Picture.objects.filter(pk=picture.pk).update(public=False)

    assert read(client, rendition.url)[0] == 404
    assert read(client, f"/mediathek/bild/{picture.pk}/")[0] == 404
    assert read(client, f"/mediathek/bild/{picture.pk}/original.jpg")[0] == 404


def test_sizes_that_were_lost_are_made_again(client: Client, media: Path) -> None:
    picture = files.make_picture()
    rendition = picture.get_rendition("max-32x32|format-webp")
    before = read(client, rendition.url)[1]

    shutil.rmtree(media / "images")

    assert read(client, rendition.url)[:2] == (200, before)
    assert (media / rendition.file.name).exists()
    shutil.rmtree(media)
    assert read(client, rendition.url)[0] == 404


def test_originals_are_not_listed_and_have_no_address_of_their_own(client: Client) -> None:
    picture = files.make_picture()

    assert read(client, picture.file.url)[0] == 404
    for folder in ("/media/", "/media/original_images/", "/media/images/", "/media/documents/"):
        assert read(client, folder)[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "../../../../etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "%2e%2e/%2e%2e/db.sqlite3",
        "images/../original_images/x.jpg",
        "..%2F..%2Fx.png",
        "%2Fetc%2Fx.png",
        "a%00b.png",
        "x" * 250 + ".png",
        "y" * 5000 + ".png",
        "images//.png",
        "\\..\\..\\x.png",
        "wagtail_uploads/x.pdf",
    ],
)
def test_no_address_leads_elsewhere(client: Client, editor: Client, path: str) -> None:
    for visitor in (client, editor):
        assert read(visitor, f"/media/{path}")[0] == 404


def test_documents_are_saved_and_never_shown(client: Client) -> None:
    paper = files.make_paper(name="Größe.pdf")

    assert paper.url == f"/dokumente/{paper.pk}/Groesse.pdf"
    status, content, headers = read(client, paper.url)
    assert (status, content) == (200, files.PDF)
    assert headers["Content-Disposition"].startswith('attachment; filename="Groesse.pdf"')
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Type"] == "application/pdf"
    assert client.get(paper.url, headers={"If-None-Match": headers["ETag"]}).status_code == 304


def test_documents_that_are_not_public(client: Client, editor: Client) -> None:
    paper = files.make_paper(public=False)

    assert read(client, paper.url)[0] == 404
    assert read(client, f"/dokumente/{paper.pk}/anders.pdf")[0] == 404
    assert read(client, f"/mediathek/dokument/{paper.pk}/")[0] == 404
    assert read(client, f"/dokumente/{10**30}/x.pdf")[0] == 404
    assert read(editor, paper.url)[2]["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_files_are_only_read(client: Client, method: str) -> None:
    rendition = files.make_picture().get_rendition("max-32x32")

    assert getattr(client, method)(rendition.url).status_code == 405
    assert getattr(client, method)(files.make_paper().url).status_code == 405
