"""One visitor cannot take everything; others are not held up by it."""

from __future__ import annotations

import json

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings

from quartier.api.fairness import fair

pytestmark = pytest.mark.django_db


@fair("test", "3/h")
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.path)


@override_settings(RATELIMIT_ENABLE=True)
def test_everybody_gets_a_fair_share() -> None:
    caches["shared"].clear()
    requests = RequestFactory()
    answers = [view(requests.get("/x", REMOTE_ADDR="192.0.2.1")) for _ in range(4)]
    other = view(requests.get("/x", REMOTE_ADDR="192.0.2.2"))

    assert [getattr(answer, "status_code", 0) for answer in (*answers, other)] == [200, 200, 200, 429, 200]
    refused = answers[3]
    assert isinstance(refused, HttpResponse)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    assert "Zu viele Anfragen" in json.loads(refused.content)["problems"][0]["message"]
