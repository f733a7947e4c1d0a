"""Texts of the catalogue in the language of the page; what nobody translated stays German and is marked as such."""

from __future__ import annotations

from django.utils.translation import get_language

from quartier.model.base import Text
from quartier.portal.programmes.glossary import GERMAN, Said
from quartier.service.catalogue import the_catalogue


def text_said(text: Text) -> Said:
    """A text of an edition or a fact."""
    language = get_language() or GERMAN
    return Said(text.read(language), "" if language == GERMAN or text.en else GERMAN)


def german(text: str) -> Said:
    """A text that exists in German only."""
    return Said(text, "" if get_language() == GERMAN else GERMAN)


def term_label(listing: str, key: str) -> str:
    """The word for a term of the vocabulary; the key where there is none."""
    term = the_catalogue().vocabulary.terms.get(listing, {}).get(key)
    if term is None:
        return key
    return term.en.label if get_language() != GERMAN and term.en else term.de.label


def term_help(listing: str, key: str) -> str:
    """The explanation of a term, or nothing."""
    term = the_catalogue().vocabulary.terms.get(listing, {}).get(key)
    if term is None:
        return ""
    return (term.en.help if get_language() != GERMAN and term.en else term.de.help) or ""
