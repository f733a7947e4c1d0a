"""Wagtail's page tree for tests: tables made without migrations lack what its first migrations write."""

from __future__ import annotations


def make_site() -> None:
    """The page tree's root, the languages, the site and the root of collections, unless they are there."""
    from django.contrib.contenttypes.models import ContentType  # noqa: PLC0415 - needs Django set up
    from wagtail.models import Collection, Locale, Page, Site  # noqa: PLC0415 - as above

    Locale.objects.get_or_create(language_code="de")
    Locale.objects.get_or_create(language_code="en")
    if not Collection.objects.exists():
        Collection.add_root(instance=Collection(name="Root"))
    if not Page.objects.filter(depth=1).exists():
        kind = ContentType.objects.get_for_model(Page)
        root = Page.add_root(instance=Page(title="Root", slug="root", content_type=kind))
        Site.objects.create(hostname="localhost", root_page=root, is_default_site=True)
