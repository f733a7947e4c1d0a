"""What tests of the portal share: Wagtail's root, which tables made without migrations lack."""

from __future__ import annotations

import pytest


@pytest.fixture
def site(db: None) -> None:  # noqa: ARG001 - the tables must be there
    """The page tree's root and the languages, as the first migrations of Wagtail make them."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - needs Django set up
    from wagtail.models import Locale, Page, Site  # noqa: PLC0415 - as above

    Locale.objects.get_or_create(language_code="de")
    Locale.objects.get_or_create(language_code="en")
    if not Page.objects.filter(depth=1).exists():
        kind = ContentType.objects.get_for_model(Page)
        root = Page.add_root(instance=Page(title="Root", slug="root", content_type=kind))
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
