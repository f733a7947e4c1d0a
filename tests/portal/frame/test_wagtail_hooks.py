"""Messages of visitors are read by those who publish, written by nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from quartier.portal.accounts.models import User
from quartier.portal.frame.models import Feedback
from quartier.portal.newsroom.services import PUBLISHERS, WRITERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(site: None) -> Feedback:  # noqa: ARG001 - the root must be there
    from quartier.portal.newsroom.setup import set_up  # noqa: PLC0415 - needs Django set up

    set_up()
    return Feedback.objects.create(message="Hallo", language="de", created=datetime(2026, 11, 25, tzinfo=UTC))


def member(group: str) -> Client:
    user = User.objects.create_user("somebody@example.org")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


def test_publishers_read_and_delete(message: Feedback) -> None:
    client = member(PUBLISHERS)

    assert "Hallo" in client.get("/redaktion/snippets/frame/feedback/").text
    assert "Hallo" in client.get(f"/redaktion/snippets/frame/feedback/inspect/{message.pk}/").text
    client.post(f"/redaktion/snippets/frame/feedback/delete/{message.pk}/")
    assert Feedback.objects.count() == 0


@pytest.mark.parametrize("address", ["add/", "edit/{pk}/"])
def test_nobody_writes_one(message: Feedback, address: str) -> None:
    client = member(PUBLISHERS)
    client.post(f"/redaktion/snippets/frame/feedback/{address.format(pk=message.pk)}", {"message": "Anders"})

    assert Feedback.objects.get().message == "Hallo"


def test_writers_do_not_read_them(message: Feedback) -> None:
    assert message.message not in member(WRITERS).get("/redaktion/snippets/frame/feedback/", follow=True).text
