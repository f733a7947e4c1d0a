"""Forms in KERN's markup: `{{ form }}` and `{{ field.as_field_group }}` need no further work in templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class KernRenderer(TemplatesSetting):
    """Draws whole forms and single fields with our templates; widgets keep Django's markup, with KERN's classes."""

    form_template_name = "frame/forms/form.html"
    field_template_name = "frame/forms/field.html"

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Draw by the template, or by code what a table of costs has a thousand of."""
        draw = _DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    attributes = _attributes(widget["attrs"])
    return format_html('<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attributes)


def _attributes(attributes: Mapping[str, object]) -> SafeString:
    parts = ((name, value) for name, value in attributes.items() if value is not False)
    return format_html_join("", "{}", ((_attribute(name, value),) for name, value in parts))


def _attribute(name: str, value: object) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


def _select(widget: Mapping[str, Any]) -> SafeString:
    groups = format_html_join("", "{}", ((_group(name, options),) for name, options, _number in widget["optgroups"]))
    return format_html('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget["attrs"]), groups)


def _group(name: str | None, options: list[Mapping[str, Any]]) -> SafeString:
    drawn = format_html_join("", '<option value="{}"{}>{}</option>', (_option(option) for option in options))
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _option(option: Mapping[str, Any]) -> tuple[str, SafeString, str]:
    return option["value"], _attributes(option["attrs"]), option["label"]


_DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/select.html": _select,
}
"""By Django's template of the widget: the same markup without a template for each option, several times as fast."""
