"""Probes, figures and the error page, as the operator and visitors meet them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from html_check import html_errors
from pytest_django import Settings

from quartier.portal.operation import views

pytestmark = pytest.mark.django_db

TOKEN = "geheim"  # noqa: S105 - for tests only


def test_live_asks_nobody(client: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator] # pytest-django's fixture
        response = client.get("/-/live")

    assert (response.status_code, response.text) == (200, "ok\n")
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_tells_the_operator_each_check(client: Client) -> None:
    response = client.get("/-/ready")

    assert response.status_code == 200
    assert response.json() == {
        "ready": True,
        "checks": {"database": "ok", "migrations": "ok", "static": "ok", "disk": "ok", "catalogue": "ok"},
    }


def test_probes_know_no_host_name(client: Client) -> None:
    for probe in ("/-/live", "/-/ready", "/-/metrics"):
        assert client.get(probe, headers={"host": "10.1.2.3:8000"}).status_code == 200
    assert client.get("/", headers={"host": "10.1.2.3:8000"}).status_code == 400
    assert client.get("/-/nichts/").status_code == 404


def test_ready_tells_others_only_that_it_is(client: Client) -> None:
    assert client.get("/-/ready", REMOTE_ADDR="203.0.113.7").json() == {"ready": True}


def test_not_ready_without_static_files(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    response = client.get("/-/ready")

    assert response.status_code == 503
    assert response.json()["checks"]["static"].startswith("not collected")


def test_metrics_count_requests_by_view(client: Client) -> None:
    client.get("/impressum/")
    client.get("/gibt-es-nicht/")
    text = client.get("/-/metrics").text

    assert 'quartier_requests_total{method="GET",status="200",view="frame:legal"}' in text
    assert 'quartier_request_seconds_bucket{le="0.06",view="frame:legal"}' in text
    assert "quartier_database_seconds_sum" in text
    assert "gibt-es-nicht" not in text


def test_metrics_count_waiting_tasks(client: Client) -> None:
    from django.utils import timezone  # noqa: PLC0415 - for this test only
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - as above

    DBTaskResult.objects.create(
        priority=0,
        task_path="quartier.x",
        queue_name="default",
        backend_name="default",
        args_kwargs={},
        run_after=timezone.now(),
    )

    assert 'quartier_tasks{status="ready"} 1.0' in client.get("/-/metrics").text


@pytest.mark.parametrize(
    ("address", "headers", "token", "status"),
    [
        ("127.0.0.1", {}, "", 200),
        ("::1", {}, "", 200),
        ("203.0.113.7", {}, "", 404),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.7"}, "", 404),
        ("127.0.0.1", {"forwarded": "for=203.0.113.7"}, "", 404),
        ("203.0.113.7", {"authorization": f"Bearer {TOKEN}"}, TOKEN, 200),
        ("203.0.113.7", {"authorization": "Bearer falsch"}, TOKEN, 404),
        ("203.0.113.7", {"authorization": "Bearer ä"}, TOKEN, 404),
        ("203.0.113.7", {"authorization": "Bearer "}, "", 404),
    ],
)
def test_metrics_are_the_operators(  # noqa: PLR0913, PLR0917 - one row of the table
    client: Client, settings: Settings, address: str, headers: dict[str, str], token: str, status: int
) -> None:
    settings.METRICS_TOKEN = token

    assert client.get("/-/metrics", headers=headers, REMOTE_ADDR=address).status_code == status


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.path)


class Broken:
    """Addresses of which the only page fails."""

    urlpatterns = (path("", _broken), path("frame/", include("quartier.portal.frame.urls")))
    handler500 = staticmethod(views.server_error)


@pytest.mark.parametrize(("language", "words"), [("de", "Der Fehler liegt bei uns"), ("en", "The mistake is ours")])
def test_error_page_shows_the_number_of_the_log(settings: Settings, language: str, words: str) -> None:
    settings.ROOT_URLCONF = Broken
    settings.OPERATOR = {**settings.OPERATOR, "email": "hilfe@example.org"}
    response = Client(raise_request_exception=False).get("/", headers={"accept-language": language})

    assert response.status_code == 500
    assert words in response.text
    assert response.headers["X-Request-ID"] in response.text
    assert "mailto:hilfe@example.org" in response.text
    assert "RuntimeError" not in response.text
    assert html_errors({"/": response.text}) == []


def test_error_page_survives_missing_static_files(settings: Settings, tmp_path: Path) -> None:
    settings.ROOT_URLCONF = Broken
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    response = Client(raise_request_exception=False).get("/")

    assert response.status_code == 500
    assert (
        response.text
        == f"Das hat nicht geklappt. Der Fehler liegt bei uns. Nummer: {response.headers['X-Request-ID']}\n"
    )
