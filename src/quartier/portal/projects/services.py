"""What people do with their projects: begin, change, undo, share, remark, delete. One transaction each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from quartier.portal.accounts.models import User
from quartier.portal.projects.access import Access, Actor, Level, UnknownProjectError, open_project
from quartier.portal.projects.documents import document_of, inputs
from quartier.portal.projects.exact import plain
from quartier.portal.projects.models import Remark, Revision, Role, Share, StoredProject, new_key
from quartier.portal.projects.queries import projects_of
from quartier.portal.projects.wanted import want, wanted

__all__ = [
    "Access",
    "Actor",
    "ConflictError",
    "Level",
    "StoredProject",
    "UnknownProjectError",
    "begin",
    "change",
    "copy",
    "delete",
    "delete_abandoned",
    "document_of",
    "inputs",
    "keep_in_account",
    "open_project",
    "projects_of",
    "remark",
    "renew_links",
    "restore",
    "set_facts",
    "share",
    "touch",
    "unshare",
    "want",
    "wanted",
]

SECTIONS = (
    "title",
    "words",
    "as_of",
    "place",
    "period",
    "topics",
    "parties",
    "facts",
    "costs",
    "own_funds",
    "third_party",
    "in_kind",
    "running_costs_after",
    "granted",
    "aid_received",
    "choose",
)
"""What can be changed by itself: the sections of the project file and the project in its authors' own words."""

KEPT_WITHOUT_ACCOUNT = dt.timedelta(days=180)
"""How long a project without an account is kept after its last change."""


class ConflictError(Exception):
    """Somebody else changed the same section meanwhile; `theirs` is what stands there now, `revision` its number."""

    def __init__(self, section: str, theirs: object, revision: int) -> None:
        super().__init__(section)
        self.section, self.theirs, self.revision = section, theirs, revision


@transaction.atomic
def begin(data: Mapping[str, object] | None = None, *, actor: Actor, words: str = "") -> Access:
    """A new project, empty or with the data of a file; it belongs to the account of `actor` if there is one."""
    owner = actor if isinstance(actor, User) else None
    kept = {name: plain(value) for name, value in (data or {}).items() if name != "format"}
    project = StoredProject.objects.create(owner=owner, data=kept, words=words)
    _keep_revision(project, "begin", actor)
    return Access(project, Level.OWN, project.edit_key if owner is None else str(project.pk))


def change(access: Access, section: str, value: object, *, actor: Actor, revision: int | None = None) -> StoredProject:
    """Replace one section. `revision` is the state the author saw: what others changed elsewhere since then stays.

    Raises ConflictError where somebody else changed the same section since. An empty value removes the section.
    """
    return change_all(access, {section: value}, actor=actor, revision=revision)


@transaction.atomic
def change_all(
    access: Access, values: Mapping[str, object], *, actor: Actor, revision: int | None = None
) -> StoredProject:
    """Replace several sections at once, as `change` does one; the first says what the revision is about."""
    access.require(Level.EDIT)
    project = _locked(access)
    wanted = {section: plain(value) for section, value in values.items()}
    if unknown := set(wanted) - set(SECTIONS):
        raise ValueError(f"unknown sections {sorted(unknown)}")
    changed = {section: value for section, value in wanted.items() if _value(project, section) != (value or None)}
    if not changed:
        return project
    if revision is not None and revision != project.revision:
        _refuse_conflict(project, changed, revision)
    for section, value in changed.items():
        _set(project, section, value)
    return _next(project, next(iter(changed)), actor)


@transaction.atomic
def set_facts(access: Access, facts: Mapping[str, object], *, actor: Actor, party: str | None = None) -> StoredProject:
    """Answer questions: each fact gets its value; None: the author does not know. With `party` the facts of that party.

    Facts of different names never get into each other's way, so two people can answer at the same time.
    """
    access.require(Level.EDIT)
    project = _locked(access)
    if party is None:
        project.data["facts"] = {**(project.data.get("facts") or {}), **plain(facts)}
    else:
        for entry in project.data.get("parties") or []:
            if entry.get("id") == party:
                entry["facts"] = {**(entry.get("facts") or {}), **plain(facts)}
    return _next(project, "facts", actor)


@transaction.atomic
def forget_facts(access: Access, names: list[str], *, actor: Actor, party: str | None = None) -> StoredProject:
    """Take answers back, as if the questions had never been answered."""
    access.require(Level.EDIT)
    project = _locked(access)
    holders = (
        [project.data] if party is None else [p for p in project.data.get("parties") or [] if p.get("id") == party]
    )
    for holder in holders:
        holder["facts"] = {name: value for name, value in (holder.get("facts") or {}).items() if name not in names}
    return _next(project, "facts", actor)


@transaction.atomic
def restore(access: Access, number: int, *, actor: Actor) -> StoredProject:
    """Go back to an earlier state; the states since then stay in the history, so this can be undone as well."""
    access.require(Level.EDIT)
    project = _locked(access)
    earlier = Revision.objects.filter(project=project, number=number).first()
    if earlier is None:
        raise UnknownProjectError
    project.data, project.words = earlier.data, earlier.words
    return _next(project, "restore", actor)


@transaction.atomic
def keep_in_account(access: Access, *, actor: Actor) -> StoredProject:
    """Take a project that was begun without an account into one."""
    access.require(Level.OWN)
    project = _locked(access)
    if isinstance(actor, User) and project.owner_id is None:
        project.owner = actor
        project.save(update_fields=["owner", "changed"])
    return project


@transaction.atomic
def copy(access: Access, *, actor: Actor) -> Access:
    """A project of one's own with the same content, for example to try something else."""
    data = {**access.project.data, "title": _("Kopie von %(title)s") % {"title": access.project.title}}
    return begin(data, actor=actor, words=access.project.words)


@transaction.atomic
def renew_links(access: Access, *, actor: Actor) -> StoredProject:  # noqa: ARG001 - every service names its actor
    """Draw new keys: the old links open nothing any more."""
    access.require(Level.OWN)
    project = _locked(access)
    project.edit_key, project.read_key = new_key(), new_key()
    project.save(update_fields=["edit_key", "read_key", "changed"])
    return project


@transaction.atomic
def share(access: Access, email: str, role: str, *, actor: Actor) -> Share:  # noqa: ARG001 - every service names its actor
    """Share with the holder of a mail address; raises ValidationError for what is no address or no role."""
    access.require(Level.OWN)
    address = email.strip().lower()
    validate_email(address)
    if role not in Role.values:
        raise ValidationError(_("Bitte wählen Sie, was die Person darf."))
    shared, _created = Share.objects.update_or_create(project=access.project, email=address, defaults={"role": role})
    return shared


@transaction.atomic
def unshare(access: Access, email: str, *, actor: Actor) -> None:  # noqa: ARG001 - every service names its actor
    """Take a share back."""
    access.require(Level.OWN)
    Share.objects.filter(project=access.project, email=email.strip().lower()).delete()


@transaction.atomic
def remark(access: Access, section: str, text: str, *, actor: Actor, name: str = "") -> Remark:
    """Note something beside a step of the project."""
    access.require(Level.COMMENT)
    words = text.replace("\0", "").strip()
    if not words or len(words) > 2000:  # noqa: PLR2004 - the field's length
        raise ValidationError(_("Bitte schreiben Sie 1 bis 2.000 Zeichen."))
    by = actor if isinstance(actor, User) else None
    return Remark.objects.create(project=access.project, section=section[:40], text=words, by=by, name=name[:100])


@transaction.atomic
def delete(access: Access, *, actor: Actor) -> None:  # noqa: ARG001 - every service names its actor
    """Delete a project with everything that belongs to it."""
    access.require(Level.OWN)
    _locked(access).delete()


def touch(project: uuid.UUID) -> None:
    """Something that belongs to a project was changed: it is not abandoned."""
    StoredProject.objects.filter(pk=project).update(changed=timezone.now())


@transaction.atomic
def delete_abandoned(today: dt.date) -> int:
    """Delete projects without an account that nobody changed for half a year; gives their number."""
    limit = timezone.make_aware(dt.datetime.combine(today, dt.time())) - KEPT_WITHOUT_ACCOUNT
    abandoned = StoredProject.objects.filter(Q(owner=None), changed__lt=limit)
    count = abandoned.count()
    abandoned.delete()
    return count


def _locked(access: Access) -> StoredProject:
    """The project as it stands now, for this transaction alone; it may have been deleted meanwhile."""
    try:
        return StoredProject.objects.select_for_update().get(pk=access.project.pk)
    except StoredProject.DoesNotExist:
        raise UnknownProjectError from None


def _value(project: StoredProject, section: str) -> Any:  # noqa: ANN401 - whatever stands in a section
    return (project.words if section == "words" else project.data.get(section)) or None


def _set(project: StoredProject, section: str, value: Any) -> None:  # noqa: ANN401 - as above
    if section == "words":
        project.words = str(value or "")
    elif value:
        project.data[section] = value
    else:
        project.data.pop(section, None)


def _refuse_conflict(project: StoredProject, changed: Mapping[str, object], seen: int) -> None:
    before = Revision.objects.filter(project=project, number=seen).first()
    for section in changed:
        now = _value(project, section)
        then = None if before is None else (before.words if section == "words" else before.data.get(section)) or None
        if before is None or now != then:
            raise ConflictError(section, now, project.revision)


def _next(project: StoredProject, section: str, actor: Actor) -> StoredProject:
    project.revision += 1
    project.save()
    _keep_revision(project, section, actor)
    return project


def _keep_revision(project: StoredProject, section: str, actor: Actor) -> None:
    Revision.objects.create(
        project=project,
        number=project.revision,
        section=section,
        data=project.data,
        words=project.words,
        by=actor if isinstance(actor, User) else None,
    )
