"""What a search answers: the programme, how well it fits, which typed word found which of its words, and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quartier.search.analysing import Analyser
from quartier.search.documents import Field, Passage
from quartier.search.normalising import Token
from quartier.search.postings import FIELD_WEIGHTS, PART, Read
from quartier.search.query import How, QueryWord, Variant

_EXAMPLE = 2
"""An example project is shown rather than another text, unless that says more than twice as much."""


@dataclass(frozen=True, slots=True)
class FoundWord:
    """A typed word, the word of the programme it found, and how."""

    typed: str
    found: str
    how: How


@dataclass(frozen=True, slots=True)
class Hit:
    """A programme found. `score` only ranks the hits of one search.

    `snippet`: the text that says most about the query; None where only name or id led here.
    """

    programme: str
    score: float
    words: tuple[FoundWord, ...]
    snippet: Passage | None


@dataclass(frozen=True, slots=True)
class _Finding:
    word: int
    found: FoundWord
    likeness: float
    field_weight: float


def hit_of(programme: str, document: Read, score: float, words: Sequence[QueryWord], analyser: Analyser) -> Hit:
    """Explain why the programme was found by its document."""
    wanted = [{variant.term: variant for variant in word.variants} for word in words]
    by_passage = {
        passage: _strongest(_findings(passage, tokens, words, wanted, analyser)) for passage, tokens in document
    }
    best: dict[int, _Finding] = {}
    for findings in by_passage.values():
        _keep_best(best, findings.values())
    snippet = max(by_passage, default=None, key=lambda passage: _says(passage, by_passage[passage]))
    return Hit(
        programme,
        round(score, 3),
        tuple(best[number].found for number in sorted(best)),
        snippet if snippet and by_passage[snippet] else None,
    )


def _findings(
    passage: Passage,
    tokens: Iterable[Token],
    words: Sequence[QueryWord],
    wanted: Sequence[dict[str, Variant]],
    analyser: Analyser,
) -> Iterator[_Finding]:
    weight = FIELD_WEIGHTS[passage.field]
    for token in tokens:
        for term, share in _terms(token, analyser):
            for number, variants in enumerate(wanted):
                if variant := variants.get(term):
                    found = FoundWord(words[number].text, token.text, _how(variant.how, share))
                    yield _Finding(number, found, share * variant.weight, weight)


def _terms(token: Token, analyser: Analyser) -> Iterator[tuple[str, float]]:
    terms = analyser.terms(token.segments)
    if terms:
        yield terms.whole, 1.0
        yield from ((part, PART) for part in terms.parts)


def _how(how: How, share: float) -> How:
    return How.PART if how is How.WORD and share < 1 else how


def _strongest(findings: Iterator[_Finding]) -> dict[int, _Finding]:
    best: dict[int, _Finding] = {}
    _keep_best(best, findings)
    return best


def _keep_best(best: dict[int, _Finding], findings: Iterable[_Finding]) -> None:
    for finding in findings:
        other = best.get(finding.word)
        if other is None or (other.likeness, other.field_weight) < (finding.likeness, finding.field_weight):
            best[finding.word] = finding


def _says(passage: Passage, findings: dict[int, _Finding]) -> float:
    """How much a passage tells about the query; it is easiest to recognise oneself in an example project."""
    said = sum(finding.likeness * finding.field_weight for finding in findings.values())
    return said * _EXAMPLE if passage.field is Field.EXAMPLE else said
