"""Start page, search and theme, in both languages."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "language"), [("/", "de"), ("/en/", "en")])
def test_start_page_in_its_language(client: Client, path: str, language: str) -> None:
    response = client.get(path)

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text


def test_no_script_or_style_from_elsewhere(client: Client) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]

    assert {part.strip() for part in policy.split(";")} >= {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    }


@pytest.mark.parametrize("wanted", ["dark", "light"])
def test_theme_is_kept(client: Client, wanted: str) -> None:
    response = client.post("/darstellung/", {"theme": wanted, "next": "/en/"})

    assert (response.status_code, response.headers["Location"]) == (302, "/en/")
    assert f'data-kern-theme="{wanted}"' in client.get("/en/").text


def test_theme_never_leads_elsewhere(client: Client) -> None:
    assert client.post("/darstellung/", {"theme": "dark", "next": "https://example.org/"}).headers["Location"] == "/"


def test_theme_needs_no_token_but_is_not_changed_from_elsewhere() -> None:
    client = Client(enforce_csrf_checks=True)

    assert client.post("/darstellung/", {"theme": "dark"}).status_code == 302
    assert client.post("/darstellung/", {"theme": "dark"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_page_without_forms_of_ours_sets_no_cookie(client: Client) -> None:
    assert client.get("/").cookies.output() == ""
