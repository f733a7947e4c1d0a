"""The form „Barriere melden“: kept, passed on, forgotten; programmes and floods are kept out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.cache import caches
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from quartier.portal.frame.feedback import KEPT, forget
from quartier.portal.frame.models import Feedback

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
MESSAGE = {"kind": "barrier", "message": "Das Menü geht nicht auf."}


@pytest.fixture(autouse=True)
def _no_counts() -> Iterator[None]:
    caches["shared"].clear()
    yield
    caches["shared"].clear()


def send(client: Client, path: str = "/barriere-melden/", **fields: str) -> int:
    return client.post(path, {**MESSAGE, **fields}).status_code


def test_a_message_is_kept_and_thanked_for(client: Client) -> None:
    response = client.post("/en/barriere-melden/", {**MESSAGE, "name": "Kim", "page": "/aktuelles/"}, follow=True)

    assert Feedback.objects.values_list("kind", "message", "name", "page", "email", "language").get() == (
        "barrier",
        "Das Menü geht nicht auf.",
        "Kim",
        "/aktuelles/",
        "",
        "en",
    )
    assert "Thank you" in response.text


def test_the_operator_gets_it_by_mail(
    client: Client, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.OPERATOR = {**settings.OPERATOR, "email": "amt@example.org"}
    with django_capture_on_commit_callbacks(execute=True):
        send(client, email="kim@example.org")

    (message,) = mail.outbox
    assert (message.to, message.reply_to) == (["amt@example.org"], ["kim@example.org"])
    assert "Das Menü geht nicht auf." in str(message.body)


def test_without_an_address_no_mail(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(client)

    assert mail.outbox == []


@pytest.mark.parametrize(
    "fields",
    [
        {"message": ""},
        {"message": "x" * 5001},
        {"message": "a\0b"},
        {"kind": "other thing"},
        {"email": "kein Ort"},
        {"page": "x" * 301},
    ],
)
def test_what_is_wrong_is_said(client: Client, fields: dict[str, str]) -> None:
    response = client.post("/barriere-melden/", {**MESSAGE, **fields})

    assert response.status_code == 400
    assert 'id="form-errors"' in response.text
    assert Feedback.objects.count() == 0


def test_a_programme_is_thanked_and_ignored(client: Client) -> None:
    assert send(client, website="https://spam.example/") == 302
    assert Feedback.objects.count() == 0


def test_a_flood_is_stopped(client: Client) -> None:
    assert [send(client) for _ in range(6)] == [302, 302, 302, 302, 302, 429]
    assert Feedback.objects.count() == 5


def test_needs_the_token() -> None:
    assert Client(enforce_csrf_checks=True).post("/barriere-melden/", MESSAGE).status_code == 403


def test_old_messages_are_forgotten() -> None:
    for age in (KEPT - timedelta(seconds=1), KEPT + timedelta(seconds=1)):
        Feedback.objects.create(message="Hallo", language="de", created=NOW - age)

    assert forget(now=NOW) == 1
    assert Feedback.objects.get().created == NOW - KEPT + timedelta(seconds=1)
