"""Texts, money and dates of the catalogue in templates."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from quartier.catalogue.differences import CONFIDENCE
from quartier.model.base import Text
from quartier.model.money import CENTS_PER_EURO, german_percent
from quartier.portal.frame.templatetags.quartier import euro
from quartier.portal.programmes import texts
from quartier.portal.programmes.citing import date_words, source_line
from quartier.portal.programmes.glossary import GERMAN, Said, explained, said

register = template.Library()


def marked(words: Said) -> str | SafeString:
    """The text, inside a span with its language where that is not the page's."""
    return format_html('<span lang="{}">{}</span>', words.lang, words.text) if words.lang else words.text


@register.filter
def text(value: Text | None) -> str | SafeString:
    """A text of an edition or a fact in the page's language, else German and marked so."""
    return marked(texts.text_said(value)) if value else ""


@register.filter
def german(value: str | None) -> str | SafeString:
    """A text that exists in German only."""
    return marked(texts.german(value)) if value else ""


@register.filter
def phrase(value: str) -> str | SafeString:
    """A phrase of the catalogue, translated where it is a fixed one."""
    return marked(said(value))


@register.filter
def meaning(value: str) -> str:
    """What a phrase means, where it is a term of grant law."""
    words = explained(value)
    return str(words) if words else ""


@register.filter
def label(key: str, listing: str) -> str:
    """The word for a term: `{{ edition.level|label:"levels" }}`."""
    return texts.term_label(listing, key)


@register.filter
def cents(value: int | None) -> str:
    """An amount in whole cents as euros."""
    return "" if value is None else euro(Decimal(value) / CENTS_PER_EURO)


@register.filter
def percent(value: Fraction | None) -> str:
    """A rate: `80 %`, in English `80%`."""
    if value is None:
        return ""
    words = german_percent(value)
    if get_language() == GERMAN:
        return words.replace(" %", "\N{NO-BREAK SPACE}%")
    return words.replace(",", ".").replace(" %", "%")


register.filter("as_of", date_words)
register.simple_tag(source_line)


@register.filter
def confidence(value: str) -> str | SafeString:
    """How sure the catalogue is of an edition."""
    return marked(said(CONFIDENCE[value]))
