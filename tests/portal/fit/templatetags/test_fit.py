"""Words of the fit page in both languages."""

from __future__ import annotations

from django.utils.translation import override

from quartier.model.base import Text
from quartier.portal.fit.templatetags.fit import step_label, text_lang


def test_words() -> None:
    assert (step_label("ort"), step_label(""), text_lang(Text(de="Haus"))) == ("Wo?", "Beschreiben", "")


def test_german_words_are_marked_on_english_pages() -> None:
    with override("en"):
        assert (text_lang(Text(de="Haus")), text_lang(Text(de="Haus", en="house"))) == ("de", "")
        assert step_label("ort") == "Where?"
