"""Reading the audit log: our own entries and those that Wagtail writes, in one form and never copied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry, PageLogEntry

from quartier.portal.accounts.access import Actor, require
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.permissions import SEE_AUDIT_LOG, Role

ENTRIES_ON_A_PAGE = 50
WORDS: Mapping[str, str | Promise] = {
    "role.granted": _("Rolle gegeben"),
    "role.revoked": _("Rolle genommen"),
    "person.locked": _("Konto gesperrt"),
    "person.unlocked": _("Konto entsperrt"),
    "person.second_factor_removed": _("Zwei-Schritt-Anmeldung zurückgesetzt"),
    "wagtail.create": _("angelegt"),
    "wagtail.edit": _("geändert"),
    "wagtail.delete": _("gelöscht"),
    "wagtail.publish": _("veröffentlicht"),
    "wagtail.unpublish": _("zurückgezogen"),
    "wagtail.move": _("verschoben"),
    "wagtail.revert": _("auf frühere Fassung gesetzt"),
    "wagtail.workflow.start": _("zur Prüfung gegeben"),
    "wagtail.workflow.approve": _("freigegeben"),
    "wagtail.workflow.reject": _("zurückgegeben"),
}
"""What is known by name; other actions are shown by their key."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a page shows it."""

    at: dt.datetime
    who: str
    what: str
    target: str
    details: str


def page_of(choice: Mapping[str, Any], number: str, *, actor: Actor) -> tuple[Page[Any], list[Line]]:
    """A page of the log as the form `FindEntriesForm` chose it; only for those who may see it."""
    require(actor, SEE_AUDIT_LOG)
    source = choice.get("source") or "portal"
    rows = {"portal": _portal, "pages": _pages, "content": _content}[source](choice)
    page = Paginator(rows, ENTRIES_ON_A_PAGE).get_page(number)
    entries = list(page.object_list)
    people = _names(entries)
    return page, [_line(entry, people) for entry in entries]


def _portal(choice: Mapping[str, Any]) -> QuerySet[Any]:
    return _chosen(AuditEntry.objects.all(), choice, "at", "actor")


def _pages(choice: Mapping[str, Any]) -> QuerySet[Any]:
    return _chosen(PageLogEntry.objects.order_by("-timestamp", "-id"), choice, "timestamp", "user")


def _content(choice: Mapping[str, Any]) -> QuerySet[Any]:
    return _chosen(ModelLogEntry.objects.order_by("-timestamp", "-id"), choice, "timestamp", "user")


def _chosen(rows: QuerySet[Any], choice: Mapping[str, Any], when: str, who: str) -> QuerySet[Any]:
    if choice.get("action"):
        rows = rows.filter(action__icontains=choice["action"])
    if choice.get("person"):
        rows = rows.filter(**{f"{who}__in": User.objects.filter(email__icontains=choice["person"]).values("pk")})
    if choice.get("since"):
        rows = rows.filter(**{f"{when}__gte": _midnight(choice["since"])})
    if choice.get("until"):
        rows = rows.filter(**{f"{when}__lt": _midnight(choice["until"] + dt.timedelta(days=1))})
    return rows


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _names(entries: list[Any]) -> dict[str, str]:
    """The addresses of all people of a page at once; Wagtail keeps numbers of people who are gone."""
    numbers = {entry.actor_id if isinstance(entry, AuditEntry) else entry.user_id for entry in entries}
    numbers |= {int(entry.target_id) for entry in entries if _is_person(entry)}
    return {
        str(user.pk): user.email
        for user in User.objects.filter(pk__in=[number for number in numbers if number is not None])
    }


def _is_person(entry: Any) -> bool:  # noqa: ANN401 - entries of three kinds
    return isinstance(entry, AuditEntry) and entry.target_type == "accounts.user" and entry.target_id.isdigit()


def _line(entry: Any, people: Mapping[str, str]) -> Line:  # noqa: ANN401 - as above
    what = str(WORDS.get(entry.action, entry.action))
    if not isinstance(entry, AuditEntry):
        return Line(entry.timestamp, _who(entry.user_id, people), what, entry.label, "")
    target = _who(entry.target_id, people) if _is_person(entry) else entry.target or entry.target_id
    details = ", ".join(_detail(name, value) for name, value in entry.details.items())
    return Line(entry.at, _who(entry.actor_id, people), what, target, details)


def _detail(name: str, value: object) -> str:
    if name == "role" and value in Role.values:
        return f"{gettext('Rolle')}: {Role(value).label}"
    return f"{name}: {value}"


def _who(number: object, people: Mapping[str, str]) -> str:
    if number is None:
        return gettext("Befehl auf dem Server oder gelöschtes Konto")
    return people.get(str(number)) or gettext("gelöschtes Konto %(number)s") % {"number": number}
