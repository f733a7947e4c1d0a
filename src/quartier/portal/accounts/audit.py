"""The audit log: what staff did, kept for a while so that mistakes and misuse can be found."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from quartier.portal.accounts.access import Actor
from quartier.portal.accounts.models import AuditEntry, User

LONGEST_TARGET = 200


def record(
    *, actor: Actor | None, action: str, target: object = None, details: Mapping[str, object] | None = None
) -> AuditEntry:
    """Write down that a member of staff (None: a command) did something.

    `action` is a short English key such as `role.granted`. The target is a model object or a text; of a person only the
    number is kept, so that the log names nobody who has gone. `details` holds plain values only.
    """
    kind, number, name = _target(target)
    return AuditEntry.objects.create(
        actor=actor if isinstance(actor, User) else None,
        action=action,
        target_type=kind,
        target_id=number,
        target=name[:LONGEST_TARGET],
        details=dict(details or {}),
    )


def _target(target: object) -> tuple[str, str, str]:
    if target is None:
        return "", "", ""
    if isinstance(target, User):
        return target._meta.label_lower, str(target.pk), ""  # noqa: SLF001 - Django's own API
    if isinstance(target, models.Model):
        return target._meta.label_lower, str(target.pk), str(target)  # noqa: SLF001 - as above
    return "", "", str(target)
