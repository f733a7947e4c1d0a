"""German texts are plain: what the check measures, and that texts stay short when names and sums are filled in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from plain_language import difficulty, sentences, syllables, too_long, words
from tests.documents.reading import texts
from tests.documents.samples import COUNCIL, EXAMPLES, example

from quartier.documents.continuation import continuation_paper
from quartier.documents.council_paper import council_paper
from quartier.documents.dossier import Dossier
from quartier.documents.financing_paper import financing_paper
from quartier.documents.paper import Paper
from quartier.model.terms import TERMS

FILLED = 20
"""Words of a sentence once names, sums and lists stand in it; the sentence as written has at most 15."""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Erst so. Dann so! „Und dann?“ Fertig", ["Erst so.", "Dann so!", "„Und dann?“", "Fertig"]),
        ("Frist: Am 31.12.2026 ist Schluss.", ["Frist:", "Am 31.12.2026 ist Schluss."]),
        ("Der e. V. nach Nr. 2 zahlt. 2027 nicht.", ["Der e. V. nach Nr. 2 zahlt.", "2027 nicht."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert list(sentences(text)) == parts


def test_words_and_syllables() -> None:
    assert words("Bis 12.000,50 € (20 %) am 31.12.2026.") == ["Bis", "12.000,50", "20", "am", "31.12.2026"]
    assert [syllables(word) for word in ("Geld", "Treue", "Quartier", "Verwendungsnachweis")] == [1, 2, 2, 5]


def test_difficulty_by_the_printed_formula() -> None:
    """Three words: one long by letters and syllables, two of one syllable: 19.35/3, 12.97/3, 3.27*2/3."""
    assert difficulty(["Wer zahlt Verwendungsnachweise?"]) == pytest.approx(
        0.1935 * 100 / 3 + 0.1672 * 3 + 0.1297 * 100 / 3 - 0.0327 * 200 / 3 - 0.875
    )


def test_long_sentences_are_found() -> None:
    assert list(too_long([f"Kurz. L{'ang l' * 15}ang."])) == [f"16 words: L{'ang l' * 15}ang."]


def names(dossier: Dossier) -> list[str]:
    """What people, programmes and sources are called, the longest first: not our words, so each counts as one."""
    project, plan = dossier.project, dossier.plan
    found = {str(project.title), *(str(party.name) for party in project.parties if party.name)}
    found |= {str(cost.label) for cost in project.costs if cost.label}
    found |= {str(part) for grant in plan.grants for part in (grant.name, grant.authority, grant.party) if part}
    return sorted(found, key=len, reverse=True)


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("paper", [council_paper, financing_paper, continuation_paper])
def test_papers_stay_plain(paper: Callable[[Dossier], Paper], name: str) -> None:
    dossier = example(name, *COUNCIL)
    written = "\n\n".join(texts(paper(dossier)))
    for own in names(dossier):
        written = written.replace(own, "N")
    assert list(too_long([written], FILLED)) == []


def test_terms_are_explained_in_short_words() -> None:
    assert list(too_long([term.meaning.de for term in TERMS], 14)) == []
    assert [term.key for term in TERMS if not term.meaning.en or not term.name.en] == []
