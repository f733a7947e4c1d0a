"""What projects keep about people, for „Meine Daten“, and who may do what with a project."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import (
    COMMENT_PROJECT,
    EDIT_PROJECT,
    SEE_PROJECT,
    SHARE_PROJECT,
    register_check,
)
from quartier.portal.projects.access import Access, Level
from quartier.portal.projects.models import Remark, Share, StoredProject
from quartier.portal.projects.services import delete_abandoned

LEVELS = {
    SEE_PROJECT: Level.READ,
    COMMENT_PROJECT: Level.COMMENT,
    EDIT_PROJECT: Level.EDIT,
    SHARE_PROJECT: Level.OWN,
}


def register_checks() -> None:
    """An opened project says itself what its opener may do."""
    for action, level in LEVELS.items():
        register_check(action, _at_least(level))


def _at_least(level: Level) -> Callable[[object, object], bool]:
    return lambda _actor, access: isinstance(access, Access) and access.level >= level


def projects(user: User) -> list[dict[str, object]]:
    """The projects of somebody, whole."""
    return [
        {
            _("Vorhaben"): project.title,
            _("In eigenen Worten"): project.words,
            _("Angaben"): project.data,
            _("Angelegt"): project.created,
            _("Zuletzt geändert"): project.changed,
            _("Geteilt mit"): [share.email for share in project.shares.all()],
        }
        for project in StoredProject.objects.filter(owner=user).prefetch_related("shares")
    ]


def shares(user: User) -> list[dict[str, object]]:
    """Projects of others that were shared with somebody."""
    rows = Share.objects.filter(email=user.email).select_related("project")
    return [{_("Vorhaben"): row.project.title, _("Darf"): row.get_role_display(), _("Seit"): row.since} for row in rows]


def remarks(user: User) -> list[dict[str, object]]:
    """What somebody noted in projects, their own or others'."""
    rows = Remark.objects.filter(by=user).select_related("project")
    return [{_("Vorhaben"): row.project.title, _("Anmerkung"): row.text, _("Wann"): row.at} for row in rows]


def delete_projects(user: User) -> None:
    """Projects go with their owner."""
    StoredProject.objects.filter(owner=user).delete()


def delete_shares(user: User) -> None:
    """Nobody finds the address in a list of those who may read."""
    Share.objects.filter(email=user.email).delete()


def forget_author(user: User) -> None:
    """What somebody noted in projects of others stays there without a name."""
    Remark.objects.filter(by=user).update(by=None, name="")


def abandoned(now: dt.datetime) -> int:
    """Projects without an account that nobody changed for half a year."""
    return delete_abandoned(timezone.localtime(now).date())
