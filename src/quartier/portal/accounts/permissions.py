"""Who may do what: actions, roles, and the table that joins them. What the table does not name is forbidden.

An action on an object (a project, a programme) needs two yeses: the role's in this table, and that of the check which
the app that owns the object registered with `register_check`. Without such a check the answer is no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody is for this portal. Readers and project owners need no membership, see `access.roles_of`."""

    READER = "reader", _("Leserin oder Leser")
    PROJECT_OWNER = "project_owner", _("Vorhabenträgerin oder Vorhabenträger")
    PARTNER = "partner", _("Partnerorganisation")
    ADVISER = "adviser", _("Beratungsteam")
    EDITOR = "editor", _("Redaktion")
    CHIEF_EDITOR = "chief_editor", _("Chefredaktion")
    EVENT_MANAGER = "event_manager", _("Veranstaltungen")
    PROGRAMME_EDITOR = "programme_editor", _("Programmpflege")
    ADMINISTRATOR = "administrator", _("Verwaltung")


GIVEN = tuple(role for role in Role if role not in {Role.READER, Role.PROJECT_OWNER})
"""The roles that an administrator gives and takes."""

STAFF = tuple(role for role in GIVEN if role is not Role.PARTNER)
"""The roles that work for the portal: they need a passkey or an authenticator app."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something people do. `on_object`: it depends on which one; `staff`: only with a second factor."""

    name: str
    on_object: bool = False
    staff: bool = True


EDIT_NEWS = Action("edit_news")
APPROVE_NEWS = Action("approve_news")
MANAGE_MEDIA = Action("manage_media")
MANAGE_EVENTS = Action("manage_events")
EDIT_PROGRAMME = Action("edit_programme")
PUBLISH_PROGRAMME = Action("publish_programme", on_object=True)
"""Four eyes: the check refuses whoever wrote the change."""
GIVE_ADVICE = Action("give_advice")
ASK_ADVICE = Action("ask_advice", staff=False)
EDIT_ORGANISATION = Action("edit_organisation", on_object=True, staff=False)
CREATE_PROJECT = Action("create_project", staff=False)
SEE_PROJECT = Action("see_project", on_object=True, staff=False)
COMMENT_PROJECT = Action("comment_project", on_object=True, staff=False)
EDIT_PROJECT = Action("edit_project", on_object=True, staff=False)
SHARE_PROJECT = Action("share_project", on_object=True, staff=False)
ANSWER_FEEDBACK = Action("answer_feedback")
MANAGE_PEOPLE = Action("manage_people")
SEE_AUDIT_LOG = Action("see_audit_log")
OPERATE = Action("operate")
"""Settings of the site, redirects, jobs."""

ACTIONS: Mapping[str, Action] = {value.name: value for value in tuple(globals().values()) if isinstance(value, Action)}

_EVERYBODY = frozenset({CREATE_PROJECT, SEE_PROJECT, COMMENT_PROJECT, EDIT_PROJECT, SHARE_PROJECT})
_WITH_ACCOUNT = _EVERYBODY | {ASK_ADVICE}
_EDITOR = _WITH_ACCOUNT | {EDIT_NEWS, MANAGE_MEDIA}

TABLE: Mapping[Role, frozenset[Action]] = {
    Role.READER: _EVERYBODY,
    Role.PROJECT_OWNER: _WITH_ACCOUNT,
    Role.PARTNER: _WITH_ACCOUNT | {EDIT_ORGANISATION},
    Role.ADVISER: _WITH_ACCOUNT | {GIVE_ADVICE},
    Role.EDITOR: _EDITOR,
    Role.CHIEF_EDITOR: _EDITOR | {APPROVE_NEWS, ANSWER_FEEDBACK},
    Role.EVENT_MANAGER: _WITH_ACCOUNT | {MANAGE_EVENTS, MANAGE_MEDIA},
    Role.PROGRAMME_EDITOR: _WITH_ACCOUNT | {EDIT_PROGRAMME, PUBLISH_PROGRAMME},
    Role.ADMINISTRATOR: _EDITOR | {APPROVE_NEWS, ANSWER_FEEDBACK, MANAGE_PEOPLE, SEE_AUDIT_LOG, OPERATE},
}

Check = Callable[[Any, Any], bool]
"""Takes the actor and the object; whether this one may be treated so by this person."""

_CHECKS: dict[Action, Check] = {}


class UnknownActionError(LookupError):
    """Code asks for an action that is not in the table: a mistake of ours, never an answer."""


def register_check(action: Action, check: Check) -> None:
    """Say for which objects an action is allowed; call it in `AppConfig.ready` of the app that owns them."""
    if not known(action).on_object:
        raise UnknownActionError(f"{action.name} is not an action on an object")
    _CHECKS[action] = check


def check_of(action: Action) -> Check | None:
    """The registered check of an action."""
    return _CHECKS.get(action)


def known(action: Action) -> Action:
    """The action itself; raises UnknownActionError for anything that is not in `ACTIONS`."""
    if not isinstance(action, Action) or ACTIONS.get(action.name) != action:
        raise UnknownActionError(f"unknown action: {action!r}")
    return action
