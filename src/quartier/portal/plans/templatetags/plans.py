"""Cents as euros, changes with their sign, names of goals, sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.model.answers import ConflictRule, SourceNote, TradeOff
from quartier.model.months import Month
from quartier.planning.plan_words import source_words
from quartier.portal.frame.templatetags.quartier import euro, month
from quartier.portal.plans.charts import Chart, stacked
from quartier.portal.plans.money import Payer
from quartier.portal.plans.words import CONFLICT_HINTS, GOALS, OTHER_HINT, Goal

register = template.Library()


@register.filter
def cents(value: int | None) -> str:
    """Cents as `1.234,50 €`."""
    return "" if value is None else euro(Decimal(value) / 100)


@register.filter
def change(value: int) -> str:
    """Cents that come or go: `+1.234 €`, `−1.234 €`, `±0 €`."""
    return f"+{cents(value)}" if value > 0 else cents(value) if value else f"±{cents(0)}"


@register.filter
def count_change(value: int) -> str:
    """A number that comes or goes: `+1`, `−2`, `±0`."""
    return f"+{value}" if value > 0 else f"−{-value}" if value else "±0"


@register.filter
def in_month(value: Month | None) -> str:
    """„Januar 2027“."""
    return month(str(value)) if value else ""


@register.filter
def goal_names(objectives: Iterable[str]) -> str:
    """„Wenig eigenes Geld und dauerhaft“."""
    names = [str(GOALS[name].name) for name in objectives]
    names = [names[0], *(name[0].lower() + name[1:] for name in names[1:])]
    return names[0] if len(names) == 1 else _("%(first)s und %(last)s") % _ends(names)


@register.filter
def slug(objective: str) -> str:
    """The address of a goal."""
    return GOALS[objective].slug


@register.filter
def at(mapping: Mapping[object, object], key: object) -> object:
    """An entry of a mapping, nothing where there is none."""
    return mapping.get(key, "")


@register.inclusion_tag("plans/source.html")
def source(note: SourceNote | None) -> dict[str, object]:
    """Where a rule is written, with its date and address."""
    return {"note": note, "words": source_words(note) if note else ""}


@register.filter
def in_year(payer: Payer, year: int) -> int:
    """What a payer pays in a year, in cents."""
    return payer.in_year(year)


@register.simple_tag
def compare_chart(points: Iterable[TradeOff]) -> Chart:
    """Own money and gap for each number of applications."""
    rows = [
        (
            ngettext("%(number)d Antrag", "%(number)d Anträge", point.applications) % {"number": point.applications},
            [("own0", _("Eigenes Geld"), point.own_total), ("gap", _("Lücke"), point.gap_total)],
        )
        for point in points
    ]
    return stacked(rows)


@register.filter
def hint(rule: ConflictRule) -> str:
    """What people can do about a rule of a conflict."""
    return str(CONFLICT_HINTS.get(rule.rule, OTHER_HINT))


@register.filter
def goal_text(goal: Goal) -> str:
    """What a plan of this goal does."""
    return str(goal.text)


@register.inclusion_tag("plans/explain_link.html", takes_context=True)
def explain(context: Context, kind: str, goal: str, what: object, amount: int) -> dict[str, object]:
    """An amount that leads to its calculation: of a grant by its number, or of a year."""
    return _link(context, f"plans:{kind}", [goal, what], amount)


@register.inclusion_tag("plans/explain_link.html", takes_context=True)
def explain_item(context: Context, goal: str, item: str, year: int, amount: int) -> dict[str, object]:
    """An amount that leads to who pays a cost item in a year."""
    return _link(context, "plans:item", [goal, item, year], amount)


def _link(context: Context, route: str, parts: list[object], amount: int) -> dict[str, object]:
    url = reverse(route, args=[context["access"].key, *parts])
    return {"url": url, "text": cents(amount), "dialog": context.get("dialog", False)}


def _ends(names: list[str]) -> dict[str, str | Promise]:
    return {"first": ", ".join(names[:-1]), "last": names[-1]}
