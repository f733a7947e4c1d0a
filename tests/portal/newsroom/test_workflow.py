"""From draft to publication through Wagtail's own pages: who may write, approve, publish, schedule and go back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from quartier.portal.accounts.models import User
from quartier.portal.newsroom.services import PUBLISHERS, WRITERS

if TYPE_CHECKING:
    from quartier.portal.newsroom.models import NewsPage

pytestmark = pytest.mark.django_db
NewsMaker = Callable[..., "NewsPage"]


def logged_in(name: str, *groups: str) -> Client:
    user = User.objects.create_user(f"{name}@example.org", is_staff=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def form(page: NewsPage, **changes: str) -> dict[str, str | list[str]]:
    return {
        "title": page.title,
        "slug": page.slug,
        "kicker": page.kicker,
        "lead": page.lead,
        "date": page.date.isoformat(),
        "office": page.office,
        "topics": [str(topic.pk) for topic in page.topics.all()],
        "image": "",
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000",
        **changes,
    }


def edit(client: Client, page: NewsPage, **changes: str) -> int:
    return client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form(page, **changes)).status_code


def approve(client: Client, page: NewsPage, action: str = "approve") -> int:
    state = page.current_workflow_task_state
    assert state is not None
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, action, state.pk))
    return client.post(address, {"comment": "Bitte die Quelle nennen."}).status_code


def test_draft_review_publication(news: NewsMaker) -> None:
    page = news(title="Entwurf", publish=False)
    writer, chief = logged_in("writer", WRITERS), logged_in("chief", WRITERS, PUBLISHERS)

    edit(writer, page, title="Fertig", **{"action-submit": "1"})
    page.refresh_from_db()
    assert (page.live, page.workflow_in_progress) == (False, True)

    approve(chief, page)
    page.refresh_from_db()
    assert (page.live, page.title, page.workflow_in_progress) == (True, "Fertig", False)
    assert Client().get("/aktuelles/meldung-1/").status_code == 200


def test_a_writer_cannot_publish(news: NewsMaker) -> None:
    page = news(publish=False)
    writer = logged_in("writer", WRITERS)

    edit(writer, page, **{"action-publish": "1"})
    edit(writer, page, **{"action-submit": "1"})
    approve(writer, page)
    page.refresh_from_db()

    assert page.live is False


def test_a_rejected_text_comes_back(news: NewsMaker) -> None:
    page = news(publish=False)
    writer, chief = logged_in("writer", WRITERS), logged_in("chief", PUBLISHERS)
    edit(writer, page, **{"action-submit": "1"})
    approve(chief, page, "reject")
    page.refresh_from_db()

    assert (page.live, page.current_workflow_state.status) == (False, "needs_changes")


@pytest.mark.parametrize("groups", [(), ("Mediathek",)])
def test_others_cannot_edit(news: NewsMaker, groups: tuple[str, ...]) -> None:
    page = news()
    client = logged_in("other", *groups)

    assert edit(client, page, title="Gekapert") in {302, 403}
    assert page.get_latest_revision_as_object().title == "Meldung 1"


def test_visitors_are_sent_to_log_in(news: NewsMaker) -> None:
    response = Client().get(reverse("wagtailadmin_pages:edit", args=(news().pk,)))

    assert response.status_code == 302
    assert "/konto/" in response.headers["Location"]


def test_preview_shows_what_was_typed(news: NewsMaker) -> None:
    page = news(title="Alt")
    writer = logged_in("writer", WRITERS)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=(page.pk,))
    answer = writer.post(address, form(page, title="Noch geheim")).json()
    shown = writer.get(address)

    assert answer == {"is_valid": True, "is_available": True}
    assert "Noch geheim" in shown.text
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "script-src 'self'" in shown.headers["Content-Security-Policy"]
    assert shown.headers["X-Frame-Options"].upper() == "SAMEORIGIN"
    assert "Noch geheim" not in Client().get("/aktuelles/meldung-1/").text


def test_scheduled_news_appears_when_its_time_has_come(news: NewsMaker) -> None:
    page = news(publish=False)
    chief = logged_in("chief", WRITERS, PUBLISHERS)
    later = timezone.localtime(timezone.now() + timedelta(hours=2))

    edit(chief, page, go_live_at=later.strftime("%Y-%m-%d %H:%M"), **{"action-publish": "1"})
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live is False
    assert Client().get("/aktuelles/meldung-1/").status_code == 404

    past = timezone.now() - timedelta(minutes=1)  # as if two hours had passed
    revision = page.scheduled_revision
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()
    call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live is True


def test_an_older_version_can_come_back(news: NewsMaker) -> None:
    page = news(title="Erste Fassung")
    chief = logged_in("chief", WRITERS, PUBLISHERS)
    first = page.latest_revision
    edit(chief, page, title="Zweite Fassung", **{"action-publish": "1"})
    page.refresh_from_db()
    assert page.title == "Zweite Fassung"

    edit(chief, page, title=first.as_object().title, revision=str(first.pk), **{"action-publish": "1"})
    page.refresh_from_db()
    assert (page.title, page.revisions.count()) == ("Erste Fassung", 3)


def test_a_writer_translates(news: NewsMaker) -> None:
    from wagtail.models import Locale  # noqa: PLC0415 - needs Django set up

    page = news(origin="demo:de:x")
    english = Locale.objects.get(language_code="en")
    address = reverse("simple_translation:submit_page_translation", args=(page.pk,))
    logged_in("writer", WRITERS).post(address, {"locales": [english.pk]})
    copy = page.get_translation(english)

    assert (copy.live, copy.title, copy.get_parent().specific.title) == (False, "Meldung 1", "News")
    assert [topic.key for topic in copy.topics.all()] == ["funding"]
    assert copy.origin == "", "a copy is no demo content"
