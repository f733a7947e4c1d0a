"""Parties, steps and outcomes in words."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.model.base import Text
from quartier.portal.fit import drawing
from quartier.portal.fit.steps import NAMES, step_url

register = template.Library()


register.filter(drawing.party_name)
register.simple_tag(drawing.status_word)
register.simple_tag(drawing.block_in_list)
register.simple_tag(drawing.block_in_full)


@register.filter
def step_label(step: str) -> str:
    """The name of a step of the description."""
    return str(NAMES[step]) if step in NAMES else _("Beschreiben")


@register.simple_tag
def step_link(key: str, step: str) -> str:
    """The address of a step."""
    return step_url(key, step)


@register.simple_tag
def step_name(step: str) -> str:
    """The name of a step as a link says it."""
    return _("Zum Schritt „%(step)s“") % {"step": step_label(step)}


@register.filter
def text_lang(text: Text) -> str:
    """The language of a text where it is not the page's."""
    return "" if get_language() == "de" or text.en else "de"
