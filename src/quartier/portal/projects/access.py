"""Who may do what with a project: by the key in the link, by the account, or by a share. Nothing else opens it."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from enum import IntEnum

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from quartier.portal.accounts.models import User
from quartier.portal.projects.models import Role, Share, StoredProject

Actor = User | AnonymousUser


class Level(IntEnum):
    """What somebody may do; each level includes those before it."""

    READ = 1
    COMMENT = 2
    EDIT = 3
    OWN = 4


_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LEVELS = {Role.READ: Level.READ, Role.COMMENT: Level.COMMENT, Role.EDIT: Level.EDIT}


class UnknownProjectError(Http404):
    """No project under this link, or none for this person: the two look the same on purpose."""


@dataclass(frozen=True, slots=True)
class Access:
    """An opened project, what its opener may do, and the key in the address it was opened with."""

    project: StoredProject
    level: Level
    key: str

    @property
    def may_comment(self) -> bool:
        """Whether remarks may be written."""
        return self.level >= Level.COMMENT

    @property
    def may_edit(self) -> bool:
        """Whether the project may be changed."""
        return self.level >= Level.EDIT

    @property
    def may_share(self) -> bool:
        """Whether the project may be shared and deleted."""
        return self.level >= Level.OWN

    def require(self, level: Level) -> None:
        """Raise PermissionDenied where this is not allowed."""
        if self.level < level:
            raise PermissionDenied


def open_project(key: str, *, actor: Actor) -> Access:
    """Open a project by a key of its link or by its number; raises UnknownProjectError."""
    if not _KEY.fullmatch(key):
        raise UnknownProjectError
    found = StoredProject.objects.filter(Q(edit_key=key) | Q(read_key=key) | Q(pk=_number(key))).first()
    if found is None:
        raise UnknownProjectError
    level = max(_by_account(found, actor), _by_key(found, key))
    if not level:
        raise UnknownProjectError
    return Access(found, Level(level), key)


def _number(key: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(key)
    except ValueError:
        return None


def _by_key(project: StoredProject, key: str) -> int:
    """A project without an account belongs to whoever has the link to edit it."""
    if key == project.edit_key:
        return Level.OWN if project.owner_id is None else Level.EDIT
    return Level.READ if key == project.read_key else 0


def _by_account(project: StoredProject, actor: Actor) -> int:
    if not isinstance(actor, User):
        return 0
    if project.owner_id == actor.pk:
        return Level.OWN
    share = Share.objects.filter(project=project, email=actor.email).first()
    return _LEVELS[Role(share.role)] if share else 0
