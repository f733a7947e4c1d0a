"""Every aspect and every fixed phrase of the engine has its words here."""

from __future__ import annotations

from django.utils.translation import override

from quartier.catalogue import paying as aspects
from quartier.catalogue.differences import CONFIDENCE
from quartier.catalogue.paying import FINANCING, paying
from quartier.portal.programmes.glossary import ASPECTS, PHRASES, Said, explained, said
from quartier.service.catalogue import the_catalogue

CHOICES = ("Art", "Umsatzsteuer", "Beginn", "Auszahlung", "Beihilfe", "Partner")
"""Aspects that are one of a few fixed phrases."""


def test_every_aspect_has_a_name() -> None:
    assert set(ASPECTS) == set(aspects.ASPECTS)


def test_every_fixed_phrase_is_translated() -> None:
    catalogue = the_catalogue()
    blocks = [block for edition in catalogue.editions for block in edition.blocks]
    used = [paying(block.pays, catalogue.vocabulary) for block in blocks]
    fixed = {words[aspect] for words in used for aspect in CHOICES if aspect in words} | set(CONFIDENCE.values())

    assert set(PHRASES) >= fixed
    assert set(PHRASES) >= set(FINANCING.values())
    with override("en"):
        assert {said(phrase).lang for phrase in PHRASES} == {""}


def test_other_phrases_stay_german_and_say_so() -> None:
    with override("en"):
        assert said("80 %, wenn") == Said("80 %, wenn", "de")
    assert said("80 %, wenn") == Said("80 %, wenn")


def test_terms_are_explained() -> None:
    assert "Teil der Kosten" in str(explained("Anteilsfinanzierung"))
    assert explained("jederzeit") is None
