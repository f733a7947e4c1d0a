"""What editors of the Mediathek may do in Wagtail. Runs after every `migrate` and only adds what is missing."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission

from quartier.portal.library.models import Picture

GROUP = "Mediathek"
"""The group that the roles editor, event manager and administrator bring with them."""
_ON_FILES = Q(content_type__app_label="wagtailimages", codename__in=("add_image", "change_image", "choose_image")) | Q(
    content_type__app_label="wagtaildocs", codename__in=("add_document", "change_document", "choose_document")
)
_ON_ALBUMS = Q(content_type__app_label="library", codename__in=("add_album", "change_album", "delete_album"))
_ENTER = Q(content_type__app_label="wagtailadmin", codename="access_admin")


def after_migrate(**_signal: object) -> None:
    """Set up where the tables are there."""
    if Picture._meta.db_table in connection.introspection.table_names():  # noqa: SLF001 - Django's own API
        set_up()


@transaction.atomic
def set_up() -> None:
    """Give the group what it needs; what administrators added stays."""
    group, _made = Group.objects.get_or_create(name=GROUP)
    group.permissions.add(*Permission.objects.filter(_ENTER | _ON_ALBUMS))
    root = Collection.get_first_root_node()
    if root is None:
        return
    for permission in Permission.objects.filter(_ON_FILES):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
