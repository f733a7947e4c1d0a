"""What leads from one word to another, and how strongly."""

from quartier.search.analysing import Analyser
from quartier.search.synonyms import RELATED, SAME, Synonyms
from quartier.search.wordlists import SynonymFile, WordFile, WordLists

FILE = SynonymFile.model_validate(
    {
        "format": "quartier.synonyms/1",
        "same": [["Oma", "Opa"], ["Kaffee", "Café"]],
        "related": [{"from": ["Café"], "to": ["Begegnung"]}, {"from": ["Oma"], "to": ["Opa", "Enkel"]}],
    }
)
SYNONYMS = Synonyms(FILE, Analyser(WordLists(WordFile(format="quartier.search_words/1"), FILE), ()))


def test_the_same() -> None:
    assert SYNONYMS.of("opa") == {"oma": SAME, "enkel": RELATED}


def test_what_means_the_same_leads_on() -> None:
    assert SYNONYMS.of("kaffe") == {"caf": SAME, "begegn": RELATED}


def test_related_words_do_not_lead_back() -> None:
    assert (SYNONYMS.of("begegn"), SYNONYMS.knows("begegn")) == ({}, False)


def test_the_stronger_of_two_ways_counts() -> None:
    assert SYNONYMS.of("oma") == {"opa": SAME, "enkel": RELATED}
