"""What every newsroom has from the start, made once and never over what editors changed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from pytest_django import Settings
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from quartier.portal.newsroom.models import NewsIndexPage, RootPage, Topic
from quartier.portal.newsroom.services import PUBLISHERS, WRITERS
from quartier.portal.newsroom.setup import WORKFLOW, after_migrate, set_up
from quartier.portal.newsroom.topics import TOPICS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("newsroom")]


def rights(group: str) -> set[str]:
    return set(GroupPagePermission.objects.filter(group__name=group).values_list("permission__codename", flat=True))


def test_page_tree() -> None:
    pages = {page.locale.language_code: page for page in NewsIndexPage.objects.all()}

    assert {code: page.get_url() for code, page in pages.items()} == {"de": "/aktuelles/", "en": "/en/aktuelles/"}
    assert pages["de"].translation_key == pages["en"].translation_key


def test_groups() -> None:
    assert rights(WRITERS) == {"add_page", "change_page"}
    assert rights(PUBLISHERS) == {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}
    assert Group.objects.get(name=PUBLISHERS).permissions.filter(codename="add_redirect").exists()
    assert Group.objects.get(name=WRITERS).permissions.filter(codename="submit_translation").exists()


def test_workflow_holds_for_everything() -> None:
    workflow = Workflow.objects.get(name=WORKFLOW)

    assert {page.get_workflow() for page in NewsIndexPage.objects.all()} == {workflow}


def test_again_changes_nothing() -> None:
    Topic.objects.filter(key="funding").update(name_de="Geld")
    root = RootPage.objects.get(locale__language_code="de")
    root.title = "Unser Anfang"
    root.save_revision().publish()
    before = (Page.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count(), len(TOPICS))
    set_up()
    after_migrate()

    assert (Page.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()) == before[:3]
    assert Topic.objects.count() == before[3]
    assert (Topic.objects.get(key="funding").name_de, RootPage.objects.get(pk=root.pk).title) == (
        "Geld",
        "Unser Anfang",
    )


def test_site_has_the_address_of_the_settings(settings: Settings) -> None:
    RootPage.objects.all().delete()
    settings.SITE_URL = "https://quartier.example"
    set_up()

    assert Site.objects.values_list("hostname", "port").get(is_default_site=True) == ("quartier.example", 443)
