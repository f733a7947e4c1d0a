"""The fixed pages in both languages: true to the settings, and open about what is missing."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from quartier.portal.frame.feedback import KEPT

pytestmark = pytest.mark.django_db
PAGES = ("impressum", "datenschutz", "barrierefreiheit", "barriere-melden", "leichte-sprache", "gebaerdensprache")


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("page", PAGES)
def test_page(client: Client, page: str, language: str) -> None:
    response = client.get(f"{language}/{page}/")

    assert response.status_code == 200
    assert response.text.count("<h1") == 1


def test_missing_operator_is_said(client: Client, settings: Settings) -> None:
    settings.OPERATOR = dict.fromkeys(settings.OPERATOR, "")

    assert client.get("/impressum/").text.count("noch nicht eingetragen") == 5
    assert client.get("/en/impressum/").text.count("not entered yet") == 5


def test_operator_is_named(client: Client, settings: Settings) -> None:
    settings.OPERATOR = {**settings.OPERATOR, "name": "Stadt Musterhausen", "address": "Markt 1\n70000 Musterhausen"}
    text = client.get("/impressum/").text

    assert "Stadt Musterhausen" in text
    assert "Markt 1<br>70000 Musterhausen" in text


def test_privacy_names_the_period(client: Client) -> None:
    assert f"Gelöscht nach {KEPT.days} Tagen" in client.get("/datenschutz/").text


def test_easy_language_is_german_everywhere(client: Client) -> None:
    assert '<div class="q-easy" lang="de">' in client.get("/en/leichte-sprache/").text


def test_pages_without_a_form_set_no_cookie(client: Client) -> None:
    assert client.get("/datenschutz/").cookies.output() == ""
