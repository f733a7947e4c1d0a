"""Addresses for passing a page on; whatever the title says, it stays a value."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from quartier.portal.newsroom.forms import MastodonForm
from quartier.portal.newsroom.sharing import Share, absolute

SHARE = Share("Geld & „mehr“ #1", "https://quartier.example/aktuelles/a/")


def test_mail() -> None:
    assert SHARE.mail == (
        "mailto:?subject=Geld%20%26%20%E2%80%9Emehr%E2%80%9C%20%231&body=https%3A%2F%2Fquartier.example%2Faktuelles%2Fa%2F"
    )


def test_linkedin() -> None:
    assert SHARE.linkedin == (
        "https://www.linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fquartier.example%2Faktuelles%2Fa%2F"
    )


def test_mastodon() -> None:
    assert SHARE.mastodon("social.example") == (
        "https://social.example/share?text=Geld+%26+%E2%80%9Emehr%E2%80%9C+%231+"
        "https%3A%2F%2Fquartier.example%2Faktuelles%2Fa%2F"
    )


@pytest.mark.parametrize(
    ("typed", "server"),
    [
        ("mastodon.social", "mastodon.social"),
        (" HTTPS://Mastodon.Social/home ", "mastodon.social"),
        ("@name@bonn.social", "bonn.social"),
        ("köln.social", "xn--kln-sna.social"),
    ],
)
def test_server(typed: str, server: str) -> None:
    form = MastodonForm({"server": typed})

    assert (form.is_valid(), form.cleaned_data.get("server")) == (True, server)


@pytest.mark.parametrize(
    "typed", ["", "localhost", "a b.de", "javascript:alert(1)", "x.de?y", "-a.de", "a..de", "1.2.3.4", "x.de:80"]
)
def test_no_server(typed: str) -> None:
    assert not MastodonForm({"server": typed}).is_valid()


def test_absolute(settings: Settings) -> None:
    settings.SITE_URL = "https://quartier.example/"

    assert absolute("/aktuelles/") == "https://quartier.example/aktuelles/"
