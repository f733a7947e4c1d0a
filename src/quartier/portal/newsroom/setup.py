"""What the newsroom needs before anybody can write: page tree in two languages, topics, groups, workflow.

Runs after every `migrate` and only adds what is missing. It is no migration, because Django makes the permissions it
hands out only after all migrations, and because it uses Wagtail's own functions for pages.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from quartier.portal.newsroom.models import NewsIndexPage, NewsPage, RootPage, Topic
from quartier.portal.newsroom.services import PUBLISHERS, WRITERS
from quartier.portal.newsroom.topics import TOPICS

WORKFLOW = "Meldungen und Seiten prüfen"
REVIEW = "Prüfung durch die Chefredaktion"
MAY_WRITE = ("add_page", "change_page")
MAY_PUBLISH = (*MAY_WRITE, "publish_page", "lock_page", "unlock_page")
NEWS_WORDS = {
    "de": ("Aktuelles", "Meldungen rund um das Quartier: Förderung, Beispiele aus den Gemeinden und Termine."),
    "en": ("News", "News about neighbourhoods: funding, examples from municipalities and events."),
}


def after_migrate(**_: object) -> None:
    """Set up where the tables are there and Wagtail's own root page exists."""
    tables = set(connection.introspection.table_names())
    if NewsPage._meta.db_table in tables and Page.objects.filter(depth=1).exists():  # noqa: SLF001 - Django's own API
        set_up()


@transaction.atomic
def set_up() -> None:
    """Add what is missing; what editors changed stays as it is."""
    for position, words in enumerate(TOPICS):
        values = {"name_de": words.de, "name_en": words.en, "position": position}
        Topic.objects.get_or_create(key=words.key, defaults=values)
    roots = _page_tree()
    _groups(roots)
    _workflow(roots)


def _page_tree() -> list[RootPage]:
    top = Page.objects.get(depth=1)
    german, _ = Locale.objects.get_or_create(language_code="de")
    english, _ = Locale.objects.get_or_create(language_code="en")
    home = RootPage.objects.filter(locale=german).first() or _first_home(top, german)
    translated = RootPage.objects.filter(locale=english).first()
    if translated is None:
        translated = home.copy_for_translation(english, copy_parents=False)
        translated.title, translated.slug = "Home page (English)", "home-en"
        translated.save_revision().publish()
    roots = list(RootPage.objects.filter(pk__in=(home.pk, translated.pk)).order_by("path"))
    for root in roots:
        _news_index(root)
    return roots


def _first_home(top: Any, locale: Any) -> RootPage:  # noqa: ANN401 - Wagtail ships no types
    """The German root. Wagtail's page of welcome gives way to it, as long as nobody has put anything there."""
    welcome = Page.objects.child_of(top).filter(slug="home").first()
    home = RootPage(title="Startseite", slug="start", locale=locale)
    top.add_child(instance=home)
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    site.hostname, site.port, site.root_page, site.site_name = address.hostname, port, home, settings.WAGTAIL_SITE_NAME
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.get_children().exists():
        welcome.delete()
    _remove_examples()
    return home


def _remove_examples() -> None:
    """Wagtail's example groups and workflow, which would stand beside ours, as long as nobody uses them."""
    Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()
    Workflow.objects.filter(name="Moderators approval", workflow_states__isnull=True).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", workflow_tasks__isnull=True).delete()


def _news_index(root: Any) -> None:  # noqa: ANN401 - as above
    if NewsIndexPage.objects.child_of(root).exists():
        return
    title, intro = NEWS_WORDS[root.locale.language_code]
    page = NewsIndexPage(title=title, slug="aktuelles", intro=intro, locale=root.locale)
    twin = NewsIndexPage.objects.exclude(locale=root.locale).first()
    if twin is not None:
        page.translation_key = twin.translation_key
    root.add_child(instance=page)


def _groups(roots: list[RootPage]) -> None:
    enter = Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    for name, codenames in ((WRITERS, MAY_WRITE), (PUBLISHERS, MAY_PUBLISH)):
        group, _ = Group.objects.get_or_create(name=name)
        if GroupPagePermission.objects.filter(group=group).exists():
            continue
        group.permissions.add(enter, *_model_permissions(name))
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
            for root in roots:
                GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _model_permissions(group: str) -> list[Permission]:
    """All translate; those who publish also keep topics and redirects, and read and delete what visitors write."""
    translate = Q(codename="submit_translation", content_type__app_label="simple_translation")
    if group != PUBLISHERS:
        return list(Permission.objects.filter(translate))
    about = [("newsroom", "topic"), ("wagtailredirects", "redirect")]
    kinds = Q(*(Q(content_type__app_label=app, content_type__model=model) for app, model in about), _connector=Q.OR)
    return list(Permission.objects.filter(kinds | translate | Q(codename__in=("view_feedback", "delete_feedback"))))


def _workflow(roots: list[RootPage]) -> None:
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    workflow = Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.set(Group.objects.filter(name=PUBLISHERS))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for root in roots:
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
