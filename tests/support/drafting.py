"""Programmes being changed in tests: a draft of a real edition, and a catalogue in which nothing stays published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.conf import settings

from quartier.service.catalogue import look_again
from quartier.service.overlay import write_overlay

if TYPE_CHECKING:
    from quartier.portal.accounts.models import User
    from quartier.portal.editors.services import Draft

PROGRAMME, EDITION = "bw-quartiersimpulse", "2025"


def edition_text() -> str:
    """A real edition as it counts now."""
    from quartier.portal.editors import services  # noqa: PLC0415 - needs Django set up

    text = services.text_of(PROGRAMME, EDITION)
    assert text is not None
    return text


def newer_text() -> str:
    """A new edition of the same programme from October 2026 on, with no round of its own yet."""
    from quartier.portal.editors import services  # noqa: PLC0415 - as above

    document = services.document_of(services.Draft(text=edition_text()))
    document |= {"edition": "2026", "valid": {"from": dt.date(2026, 10, 1), "until": None}}
    document["intake"]["rounds"] = []
    del document["sources"]["press25"]  # which only a round has named
    return services.yaml_of(document)


def begin_draft(author: User) -> Draft:
    """A draft of it."""
    from quartier.portal.editors import services  # noqa: PLC0415 - as above

    return services.begin(edition_text(), actor=author)


@contextmanager
def nothing_stays_published() -> Iterator[None]:
    """What is published within is gone afterwards."""
    yield
    if settings.PUBLISHED_CATALOGUE.is_dir():
        write_overlay(settings.PUBLISHED_CATALOGUE, {})
    look_again()
