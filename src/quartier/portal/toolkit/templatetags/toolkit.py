"""Cells of tables, the summary of what fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms, template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from quartier.portal.frame.templatetags.quartier import is_checkbox, is_select, kern_widget
from quartier.portal.projects.services import Access

register = template.Library()


@register.simple_tag
def cell(field: forms.BoundField) -> SafeString:
    """A field inside a table: its label is there for screen readers, the heading of the column for everybody else."""
    label = format_html('<label class="kern-sr-only" for="{}">{}</label>', field.id_for_label, field.label)
    widget = SafeString(kern_widget(field))
    if is_select(field):
        widget = format_html('<div class="kern-form-input__select-wrapper">{}</div>', widget)
    if is_checkbox(field):
        return format_html(
            '<div class="kern-form-check">{}<label class="kern-label" for="{}">{}</label></div>',
            widget,
            field.id_for_label,
            field.label,
        )
    return format_html("{}{}", label, widget)


@register.simple_tag
def summary_url(access: Access) -> str:
    """Where the short answer „what fits“ comes from; empty while there is none."""
    try:
        return reverse("fit:summary", args=[access.key])
    except NoReverseMatch:
        return ""


@register.filter
def lookup(mapping: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401 - whatever is kept there
    """The entry of a mapping, the key itself where there is none."""
    return mapping.get(key, key)
