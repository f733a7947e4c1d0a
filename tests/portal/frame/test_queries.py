"""The pages of the frame ask the database as little as possible; the fixed ones nothing at all."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

MOST = 12
"""The promise for content pages that are not kept. Start page and search show what the apps bring, so theirs grows."""

FIXED = (
    "/impressum/",
    "/datenschutz/",
    "/barrierefreiheit/",
    "/barriere-melden/",
    "/leichte-sprache/",
    "/gebaerdensprache/",
)


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", FIXED)
def test_fixed_pages(client: Client, django_assert_num_queries: DjangoAssertNumQueries, prefix: str, path: str) -> None:
    cache.clear()
    with django_assert_num_queries(0):
        assert client.get(prefix + path).status_code == 200


@pytest.mark.parametrize("path", ["/", "/en/", "/suche/?q=Nachbarschaftshilfe", "/en/suche/?q=Nachbarschaftshilfe"])
def test_start_and_search(client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, path: str) -> None:
    cache.clear()
    with django_assert_max_num_queries(MOST):
        assert client.get(path).status_code == 200
