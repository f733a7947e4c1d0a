"""The group of the Mediathek can do its work in Wagtail; setting up again changes nothing."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupCollectionPermission

from quartier.portal.library.setup import GROUP, after_migrate, set_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_setting_up_twice() -> None:
    after_migrate()
    set_up()

    group = Group.objects.get(name=GROUP)
    assert set(group.permissions.values_list("codename", flat=True)) == {
        "access_admin", "add_album", "change_album", "delete_album",
    }  # fmt: skip
    rows = GroupCollectionPermission.objects.filter(group=group)
    assert sorted(rows.values_list("permission__codename", flat=True)) == [
        "add_document", "add_image", "change_document", "change_image", "choose_document", "choose_image",
    ]  # fmt: skip
