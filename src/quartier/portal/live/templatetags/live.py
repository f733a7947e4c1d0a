"""Amounts as they were typed, what may be drawn now, names of changes, the address of the reminders."""

from __future__ import annotations

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from quartier.model.settlement import Drawing
from quartier.portal.frame.templatetags.quartier import euro
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.models import CourseChange
from quartier.portal.projects.services import Access

register = template.Library()


@register.filter
def typed(text: str) -> str:
    """An amount of the public format as `1.234,50 €`."""
    return euro(text)


@register.filter
def open_draw(drawing: Drawing) -> int:
    """What may be drawn now, in cents: what the payments allow less what was drawn."""
    return max(0, drawing.may_draw - drawing.drawn)


@register.simple_tag
def section_name(change: CourseChange, carrying: Carrying) -> str:
    """What a change was about."""
    kind, _mark, position = change.section.partition("-")
    if kind in {"decision", "draws"}:
        name = carrying.plan.grants[int(position)].name
        return (_("Entscheidung: %s") if kind == "decision" else _("Erhaltenes Geld: %s")) % name
    names = {"costs": _("Kosten"), "money": _("Einnahmen"), "payments": _("Zahlungen"), "done": _("Erledigtes")}
    return names[kind]


@register.simple_tag
def reminders_url(access: Access) -> str:
    """Where reminders can be ordered; empty where the portal offers none."""
    try:
        return reverse("reminders:show", args=[access.key])
    except NoReverseMatch:
        return ""
