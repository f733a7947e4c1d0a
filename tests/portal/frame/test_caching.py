"""Public pages are kept for visitors without a session, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from quartier.portal.frame.caching import PublicPages, forget_public_pages, mark_public


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def counting(change: Callable[[HttpResponse], object] = lambda _: None) -> Callable[[HttpRequest], HttpResponse]:
    """A view that says how often it was asked."""
    asked: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request.path)
        response = mark_public(HttpResponse(str(len(asked))))
        change(response)
        return response

    return view


def answers(
    view: Callable[[HttpRequest], HttpResponse], *requests: tuple[str, dict[str, str]], method: str = "GET"
) -> list[str]:
    pages = PublicPages(view)
    made = []
    for address, cookies in requests:
        request = RequestFactory().generic(method, address)
        request.COOKIES.update(cookies)
        made.append(pages(request).content.decode())
    return made


def test_public_page_is_answered_from_the_cache() -> None:
    assert answers(counting(), ("/a/", {}), ("/a/", {}), ("/a/?seite=2", {}), ("/a/", {})) == ["1", "1", "2", "1"]


def test_each_theme_has_its_page() -> None:
    assert answers(counting(), ("/a/", {}), ("/a/", {"theme": "dark"}), ("/a/", {"theme": "dark"})) == ["1", "2", "2"]


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_a_visitor_with_a_session_gets_an_own_page(cookie: str) -> None:
    assert answers(counting(), ("/a/", {}), ("/a/", {cookie: "x"}), ("/a/", {})) == ["1", "2", "1"]


def test_only_get_is_kept() -> None:
    assert answers(counting(), ("/a/", {}), ("/a/", {}), method="POST") == ["1", "2"]


@pytest.mark.parametrize(
    "change",
    [
        lambda response: setattr(response, "quartier_public", False),
        lambda response: setattr(response, "status_code", 404),
        lambda response: response.set_cookie("csrftoken", "x"),
    ],
)
def test_what_is_not_the_same_for_all_is_not_kept(change: Callable[[HttpResponse], object]) -> None:
    assert answers(counting(change), ("/a/", {}), ("/a/", {})) == ["1", "2"]


def test_forgetting() -> None:
    view = counting()

    before = answers(view, ("/a/", {}))
    forget_public_pages()
    forget_public_pages()

    assert (before, answers(view, ("/a/", {}))) == (["1"], ["2"])


def test_long_addresses_do_not_fill_the_cache() -> None:
    long = "/a/?" + "x" * 400

    assert answers(counting(), (long, {}), (long, {})) == ["1", "2"]
