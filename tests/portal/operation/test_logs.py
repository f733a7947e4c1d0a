"""What stands in the log of a request, and what must never stand there."""

from __future__ import annotations

import json
import logging
import sys
from io import StringIO
from logging.config import dictConfig

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client

from quartier.portal.operation.logs import REQUEST_ID, Cleaned, OneLine, Quiet, configuration, masked_path
from quartier.portal.operation.middleware import logger


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (
            "/aktuelles/neue-foerderrunde-2030-startet-im-herbst/",
            "/aktuelles/neue-foerderrunde-2030-startet-im-herbst/",
        ),
        ("/en/", "/en/"),
        ("/vorhaben/Zk3vQ1xkLr0Yt8-sWq2TnA/bearbeiten/", "/vorhaben/*/bearbeiten/"),
        ("/vorhaben/ZkAvQxxkLrYYtsWqTnAB/", "/vorhaben/*/"),
        ("/feed/550e8400-e29b-41d4-a716-446655440000.ics", "/feed/*"),
        ("/suche/erika@example.org/", "/suche/*/"),
        ("/suche/erika%40example.org/", "/suche/*/"),
    ],
)
def test_secrets_in_paths_are_masked(path: str, kept: str) -> None:
    assert masked_path(path) == kept


@pytest.fixture
def written() -> StringIO:
    """What the handlers of the real configuration write, as JSON."""
    return StringIO()


@pytest.fixture
def json_handler(written: StringIO) -> logging.Handler:
    """The console's handler of the configuration, writing elsewhere."""
    made = configuration("json")
    handler = logging.StreamHandler(written)
    handler.addFilter(Cleaned())
    formatters = made["formatters"]
    assert isinstance(formatters, dict)
    options = {name: value for name, value in formatters["json"].items() if name != "()"}
    handler.setFormatter(OneLine(**options))
    return handler


@pytest.mark.django_db
def test_one_json_object_for_each_request(client: Client, written: StringIO, json_handler: logging.Handler) -> None:
    logger.addHandler(json_handler)
    level = logger.level
    logger.setLevel(logging.INFO)
    try:
        response = client.get("/impressum/?mail=erika@example.org", headers={"user-agent": "Geheim 1.0"})
    finally:
        logger.removeHandler(json_handler)
        logger.setLevel(level)

    line = json.loads(written.getvalue())
    assert (line["method"], line["path"], line["view"], line["status"]) == ("GET", "/impressum/", "frame:legal", 200)
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert line["level"] == "INFO"
    assert {"time", "milliseconds", "database_calls", "database_milliseconds"} <= line.keys()
    assert [word for word in ("erika", "127.0.0.1", "Geheim") if word in written.getvalue()] == []


def test_django_names_no_secret_either(written: StringIO, json_handler: logging.Handler) -> None:
    request = HttpRequest()
    text, path = "Internal Server Error: %s", "/k/AbCdEfGh1234567890xYz/"
    try:
        raise ValueError("Key (email)=(erika@example.org) already exists")  # noqa: TRY301 - a traceback is needed
    except ValueError:
        error = sys.exc_info()
    record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, text, (path,), error)
    record.request = request
    token = REQUEST_ID.set("abc")
    try:
        json_handler.handle(record)
    finally:
        REQUEST_ID.reset(token)

    line = json.loads(written.getvalue())
    assert (line["message"], line["request_id"]) == ("Internal Server Error: /k/*/", "abc")
    assert "request" not in line
    assert "ValueError: Key (email)=(*) already exists" in line["exc_info"]


def test_terminal_shows_warnings_only() -> None:
    record = logging.LogRecord("quartier", logging.INFO, __file__, 1, "gut", (), None)

    assert (Quiet().filter(record), configuration("text") != configuration("json")) == (False, True)


@pytest.mark.parametrize("style", ["json", "text"])
def test_configuration_is_accepted(style: str) -> None:
    dictConfig(configuration(style))
    dictConfig(settings.LOGGING)
