"""The page for an error of ours: without barriers, on a phone too, and it jumps nowhere."""

from __future__ import annotations

import pytest
from browsing import NARROW, WIDE, Visitors, axe, screenshot, too_wide
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from pytest_django import Settings

from quartier.portal.operation import views

pytestmark = pytest.mark.django_db(transaction=True)


def _broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(request.path)


class Broken:
    """Addresses of which the first page fails."""

    urlpatterns = (path("", _broken), path("frame/", include("quartier.portal.frame.urls")))
    handler500 = staticmethod(views.server_error)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_error_page(visitors: Visitors, settings: Settings, width: int, theme: str) -> None:
    settings.ROOT_URLCONF = Broken
    with visitors.visit(width=width, theme=theme, expected=("500",)) as page:
        answer = page.goto("/")
        assert answer is not None
        assert answer.status == 500
        assert (axe(page), too_wide(page)) == ([], [])
        screenshot(page, f"error-{width}-{theme}")
