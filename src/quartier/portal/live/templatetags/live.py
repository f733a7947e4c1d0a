"""What people told and changed, in words; rates."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from quartier.planning.settling.rounding import half_up
from quartier.portal.frame.fields import shown_amount
from quartier.portal.frame.merging import Difference
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.forms import DecisionForm, DrawRow, ProofForm
from quartier.portal.live.models import CourseChange
from quartier.portal.live.services import PLAN
from quartier.portal.live.states import STATES

register = template.Library()

ELIGIBLE = "„Endgültig anerkannte Kosten“ beim Zuschuss"
PARTNER = "„Was der Partner wirklich bezahlt hat“ beim Zuschuss"

FIELDS: Mapping[str, str | Promise] = {
    name: field.label or name
    for form in (DecisionForm, ProofForm, DrawRow)
    for name, field in form.declared_fields.items()
} | {"new_money": gettext_lazy("Neu dazugekommen")}


@register.simple_tag
def difference_name(difference: Difference, carrying: Carrying) -> str:
    """Which figure or answer two people told differently; empty for a whole section."""
    names = {**FIELDS, **carrying.item_names, "third_party": ""}
    return " ".join(filter(None, (str(names.get(str(part), part)) for part in difference.path)))


@register.filter
def told_value(value: object) -> str:
    """What somebody told, as people read it."""
    if isinstance(value, list):
        return ngettext("%(number)d Zeile", "%(number)d Zeilen", len(value)) % {"number": len(value)}
    if value in (None, "", {}):
        return _("nichts eingetragen")
    return str(dict(STATES).get(str(value), shown_amount(value)))


@register.simple_tag
def section_name(change: CourseChange, carrying: Carrying, *, may_undo: bool) -> str:
    """What a change was about; those before another plan came (`may_undo` is False) are about grants of an old one."""
    kind, _mark, position = change.section.partition("-")
    words = {"decision": _("Entscheidung: %s"), "draws": _("Erhaltenes Geld: %s"), "dates": _("Termine: %s")}
    if kind in words:
        grants = carrying.plan.grants
        name = grants[int(position)].name if may_undo and int(position) < len(grants) else _("früherer Plan")
        return words[kind] % name
    names = {
        "extra": _("Weitere Bescheide"),
        "costs": _("Kosten"),
        "money": _("Einnahmen"),
        "payments": _("Zahlungen"),
        "done": _("Erledigtes"),
        PLAN: _("Neuer Plan"),
    }
    return names[kind]


@register.filter
def rate(text: str) -> str:
    """A rate of the public format, `80` or `200/3`, as `80 %` or `66,67 %`."""
    tenths = half_up(Fraction(text) * 100)
    whole, rest = divmod(tenths, 100)
    digits = f"{whole},{rest:02d}".rstrip("0").removesuffix(",") if rest else str(whole)
    return f"{digits.replace(',', '.') if get_language() == 'en' else digits}\N{NO-BREAK SPACE}%"


@register.filter
def for_the_web(text: str) -> str:
    """A note of the settlement with the names of fields as this page calls them, not as files do."""
    return text.replace("`eligible_costs` aus dem Bescheid", ELIGIBLE).replace("`partner_paid`", PARTNER)
