"""A village shop whose plan was looked at, and a changed catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition
from quartier.portal.plans.services import ask
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access
from quartier.portal.reminders import changes
from quartier.portal.reminders.changes import remember
from quartier.service.catalogue import publish, the_catalogue

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "nachbarschaftshilfe.yaml"
NOBODY = AnonymousUser()
_numbers = count()
Change = Callable[[Edition], Edition | None]


@pytest.fixture
def access(db: None) -> Access:  # noqa: ARG001 - the tables must be there
    """The stored project with its plans."""
    cache.clear()
    changes._remembered.clear()  # noqa: SLF001 - the table is empty again
    found = projects.begin(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), actor=NOBODY)
    ask(found, actor=NOBODY)
    remember(the_catalogue())
    return found


@contextmanager
def changed(change: Change) -> Iterator[None]:
    """For a while the catalogue with every edition changed as wanted; None: gone."""
    before = the_catalogue()
    editions = tuple(new for edition in before.editions if (new := change(edition)) is not None)
    publish(Catalogue(editions, before.vocabulary, f"sha256:{next(_numbers)}", before.files))
    try:
        yield
    finally:
        publish(before)
