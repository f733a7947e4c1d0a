"""Parties, steps and outcomes in words."""

from __future__ import annotations

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from quartier.model.answers import Status
from quartier.model.base import Text
from quartier.model.project import Party
from quartier.portal.fit.cards import BlockCard
from quartier.portal.fit.steps import NAMES, step_url
from quartier.portal.programmes.services import source_line, term_label

register = template.Library()


@register.filter
def party_name(party: Party) -> str:
    """The name of a party, else what kind it is."""
    return party.name or term_label("parties", party.type)


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


@register.simple_tag
def status_word(status: Status) -> str:
    """The outcome of a block."""
    return {"fits": _("passt"), "open": _("noch offen"), "fails": _("passt nicht")}[status]


@register.simple_tag
def reasons(block: BlockCard, full: bool = False) -> SafeString:  # noqa: FBT001, FBT002 - templates pass it by name
    """The reasons of a block as entries of a list, each with its source; by hand, there are hundreds on a page."""
    words = {"met": _("erfüllt:"), "open": _("offen:"), "failed": _("nicht erfüllt:")}
    entry = '<li class="q-reason q-reason--{}"><span class="kern-sr-only">{}</span> <span{}>{}</span> {}</li>'
    mark = lang_de()
    return format_html_join(
        "\n",
        entry,
        (
            (
                one.status,
                words[one.status],
                mark,
                f"{one.text} – {one.sentence}" if full else one.sentence,
                source_line(one.source),
            )
            for one in block.reasons
        ),
    )


@register.simple_tag
def lang_de() -> SafeString:
    """The attribute for German words on a page in another language."""
    return SafeString("" if get_language() == "de" else ' lang="de"')
