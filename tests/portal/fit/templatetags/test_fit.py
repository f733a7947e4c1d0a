"""Words of the fit page in both languages."""

from __future__ import annotations

from django.utils.translation import override

from quartier.model.base import Text
from quartier.model.project import Party
from quartier.portal.fit.drawing import lang_de, party_name, status_word
from quartier.portal.fit.templatetags.fit import step_label, text_lang


def test_words() -> None:
    party = Party(id="verein", type="registered_association")
    assert party_name(party) == "eingetragener Verein"
    assert party_name(party.model_copy(update={"name": "Nachbarn"})) == "Nachbarn"
    assert (step_label("ort"), step_label(""), status_word("fails")) == ("Wo?", "Beschreiben", "passt nicht")
    assert (lang_de(), text_lang(Text(de="Haus"))) == ("", "")


def test_german_words_are_marked_on_english_pages() -> None:
    with override("en"):
        assert lang_de() == ' lang="de"'
        assert (text_lang(Text(de="Haus")), text_lang(Text(de="Haus", en="house"))) == ("de", "")
        assert step_label("ort") == "Where?"
