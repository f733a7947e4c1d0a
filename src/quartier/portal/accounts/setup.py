"""What Wagtail's group „Verwaltung“ may there; runs after every `migrate` and only adds what is missing.

People and groups are left out: roles are given on our own page, which writes it down.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from quartier.portal.accounts.roles import ADMINISTRATION

MAY = {
    "wagtailadmin": ("admin",),
    "wagtailcore": ("site", "workflow", "task", "locale"),
    "wagtailredirects": ("redirect",),
    "newsroom": ("topic",),
}
"""Models by app; „admin“ stands for entering Wagtail's pages at all."""


def after_migrate(**_signal: object) -> None:
    """Give the group its permissions as soon as they exist."""
    wanted = Q(codename="access_admin", content_type__app_label="wagtailadmin")
    for app, models in MAY.items():
        wanted |= Q(content_type__app_label=app, content_type__model__in=models)
    found = Permission.objects.filter(wanted)
    if found:
        group, _made = Group.objects.get_or_create(name=ADMINISTRATION)
        group.permissions.add(*found)
