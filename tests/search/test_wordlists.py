"""The lists of words that come with the product are of use, and mistakes in them are named."""

from pathlib import Path

import pytest

from quartier.catalogue.loading import edition_files
from quartier.catalogue.problems import BadInputError
from quartier.search.analysing import Analyser
from quartier.search.wordlists import built_in_word_lists, read_word_lists

LISTS = built_in_word_lists()
ANALYSER = Analyser(LISTS, ())


def whole(word: str) -> str | None:
    terms = ANALYSER.terms_of(word)
    return terms.whole if terms else None


def test_no_synonym_is_a_stop_word() -> None:
    assert [word for word in LISTS.synonyms.words if whole(word) is None] == []


def test_no_group_names_a_word_twice() -> None:
    doubled = [group for group in LISTS.synonyms.same if len(set(map(str.casefold, group))) < len(group)]

    assert doubled == []


def test_no_word_leads_only_to_itself() -> None:
    relations = LISTS.synonyms.related
    idle = [
        relation.to for relation in relations if {whole(word) for word in relation.to} <= {*map(whole, relation.from_)}
    ]

    assert idle == []


def test_mistakes_are_named(tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text("format: quartier.search_words/1\n", encoding="utf-8")
    (tmp_path / "synonyms.yaml").write_text(
        "format: quartier.synonyms/1\nsame:\n  - [Oma]\n  - [zwei Wörter, Opa]\n", encoding="utf-8"
    )

    with pytest.raises(BadInputError) as error:
        read_word_lists(tmp_path)

    assert [(problem.line, problem.field) for problem in error.value.problems] == [(3, "same.0"), (4, "same.1.0")]


def test_the_lists_are_no_editions(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "synonyms.yaml").write_text("format: quartier.synonyms/1\n", encoding="utf-8")

    assert edition_files(tmp_path) == []
