"""The vocabulary: German words for keys, options of choices, and a question for everything that is asked."""

import pytest
from pydantic import ValidationError

from quartier.model.vocabulary import Fact, Vocabulary

WORDS = Vocabulary.model_validate({"facts": {}, "terms": {"parties": {"county": {"de": {"label": "Landkreis"}}}}})


def fact(**changes: object) -> Fact:
    return Fact.model_validate({"type": "choice", "origin": "given", "label": "x", **changes})


def test_words_for_keys() -> None:
    assert [WORDS.label("parties", key) for key in ("county", "moon")] == ["Landkreis", "moon"]
    assert WORDS.label("nowhere", "county") == "county"


def test_options_of_a_choice() -> None:
    assert WORDS.options(fact(values="parties")) == {"county": "Landkreis"}
    assert WORDS.options(fact(values={"a": {"de": "ja", "en": "yes"}})) == {"a": "ja"}
    assert WORDS.options(fact()) is None


def test_what_is_asked_has_its_question() -> None:
    with pytest.raises(ValidationError, match="eine erfragte Tatsache braucht ihre Frage"):
        fact(origin="asked")
