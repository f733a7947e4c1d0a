"""What accounts offer to the other apps: who may do what, what staff did, what is kept about people and how long.

Ask `allowed(request.user, EDIT_NEWS)` in views and templates; a service begins with `require(actor, EDIT_NEWS)`.
"""

from __future__ import annotations

from quartier.portal.accounts.access import (
    Actor,
    NeedsMixin,
    SecondFactorMissingError,
    allowed,
    has_second_factor,
    is_staff,
    needs,
    require,
    roles_of,
)
from quartier.portal.accounts.audit import record
from quartier.portal.accounts.deletion import register_deletion
from quartier.portal.accounts.limits import client_key, limited, too_many
from quartier.portal.accounts.permissions import (
    ANSWER_FEEDBACK,
    APPROVE_NEWS,
    ASK_ADVICE,
    COMMENT_PROJECT,
    CREATE_PROJECT,
    EDIT_NEWS,
    EDIT_ORGANISATION,
    EDIT_PROGRAMME,
    EDIT_PROJECT,
    GIVE_ADVICE,
    MANAGE_EVENTS,
    MANAGE_MEDIA,
    MANAGE_PEOPLE,
    OPERATE,
    PUBLISH_PROGRAMME,
    SEE_AUDIT_LOG,
    SEE_PROJECT,
    SHARE_PROJECT,
    Action,
    Role,
    UnknownActionError,
    register_check,
)
from quartier.portal.accounts.privacy import register_personal_data

__all__ = [
    "ANSWER_FEEDBACK",
    "APPROVE_NEWS",
    "ASK_ADVICE",
    "COMMENT_PROJECT",
    "CREATE_PROJECT",
    "EDIT_NEWS",
    "EDIT_ORGANISATION",
    "EDIT_PROGRAMME",
    "EDIT_PROJECT",
    "GIVE_ADVICE",
    "MANAGE_EVENTS",
    "MANAGE_MEDIA",
    "MANAGE_PEOPLE",
    "OPERATE",
    "PUBLISH_PROGRAMME",
    "SEE_AUDIT_LOG",
    "SEE_PROJECT",
    "SHARE_PROJECT",
    "Action",
    "Actor",
    "NeedsMixin",
    "Role",
    "SecondFactorMissingError",
    "UnknownActionError",
    "allowed",
    "client_key",
    "has_second_factor",
    "is_staff",
    "limited",
    "needs",
    "record",
    "register_check",
    "register_deletion",
    "register_personal_data",
    "require",
    "roles_of",
    "too_many",
]
