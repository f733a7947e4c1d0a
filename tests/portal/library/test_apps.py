"""The app is installed under its name and makes itself found."""

from __future__ import annotations

import library_files as files
import pytest
from django.apps import apps
from django.test import Client


def test_installed() -> None:
    assert apps.get_app_config("library").name == "quartier.portal.library"


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_the_search_over_everything_and_the_start_page_lead_here(client: Client) -> None:
    picture = files.make_picture(title="Dorfläden")

    assert f"/mediathek/bild/{picture.pk}/" in client.get("/suche/?q=dorfladen").text
    assert 'href="/mediathek/"' in client.get("/").text


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_search_engines_get_to_know_what_is_public(client: Client) -> None:
    picture, secret = files.make_picture(), files.make_picture(public=False)

    text = client.get("/sitemap.xml").text

    assert f"/mediathek/bild/{picture.pk}/</loc>" in text
    assert f"/en/mediathek/bild/{picture.pk}/</loc>" in text
    assert f"/mediathek/bild/{secret.pk}/" not in text
