"""Money, dates and icons in templates; loaded everywhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django import forms, template
from django.template.loader import render_to_string
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from quartier.model.base import Text
from quartier.portal.frame.terms import with_links

register = template.Library()

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
    (forms.Select, "kern-form-input__select"),
    (forms.Widget, "kern-form-input__input"),
)


@register.filter
def euro(value: str | int | Decimal | None) -> str:
    """An amount in euros: `1.234 €`, or `1.234,56 €` where there are cents; English in its own way. Empty for None."""
    if value is None or value == "":
        return ""
    amount = Decimal(value)
    places = 0 if amount == amount.to_integral_value() else 2
    plain = f"{abs(amount):,.{places}f}"
    sign = "−" if amount < 0 else ""
    if get_language() == "en":
        return f"{sign}€{plain}"
    return f"{sign}{plain.translate(str.maketrans(',.', '.,'))}\N{NO-BREAK SPACE}€"


@register.simple_block_tag
def explaining(content: str) -> SafeString:
    """The content with the terms of grant law explained below it: `{% explaining %}…{% endexplaining %}`."""
    text, terms = with_links(content)
    below = render_to_string("frame/terms.html", {"terms": terms}) if terms else ""
    return mark_safe(text + below)  # noqa: S308 - rendered by templates, which escaped what people wrote


@register.filter
def read(text: Text) -> str:
    """A text of the engine in the page's language."""
    return text.read(get_language() or "de")


@register.filter(expects_localtime=True)
def day(value: date | str | None) -> str:
    """A day as `31.12.2026`, in English `31 December 2026`; takes ISO text as well."""
    if not value:
        return ""
    when = date.fromisoformat(value) if isinstance(value, str) else value
    if get_language() == "en":
        return f"{when.day} {MONTHS[when.month]} {when.year}"
    return f"{when.day:02}.{when.month:02}.{when.year}"


@register.filter
def month(value: str | None) -> str:
    """A month written `2027-01` as „Januar 2027“."""
    if not value:
        return ""
    year, number = value.split("-")[:2]
    return f"{MONTHS[int(number)]} {year}"


@register.filter
def kern_class(field: forms.BoundField) -> str:
    """KERN's class for the widget of a field."""
    return next(name for kind, name in _CLASSES if isinstance(field.field.widget, kind))


@register.simple_tag
def kern_widget(field: forms.BoundField) -> str:
    """The widget of a field with KERN's class, told apart when it has errors."""
    name = kern_class(field)
    classes = [field.field.widget.attrs.get("class", ""), name, f"{name}--error" if field.errors else ""]
    return field.as_widget(attrs={"class": " ".join(part for part in classes if part)})


@register.simple_tag
def kern_box(box: forms.boundfield.BoundWidget, field: forms.BoundField) -> str:
    """One box or radio button of a group with KERN's class."""
    box.data["attrs"]["class"] = kern_class(field)
    return box.tag()


@register.filter
def is_group(field: forms.BoundField) -> bool:
    """Whether a field is a group of boxes or radio buttons, which needs a fieldset with a legend."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_checkbox(field: forms.BoundField) -> bool:
    """Whether a field is a single box, whose label stands behind it."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_select(field: forms.BoundField) -> bool:
    """Whether a field is a list to choose from."""
    return isinstance(field.field.widget, forms.Select) and not is_group(field)
