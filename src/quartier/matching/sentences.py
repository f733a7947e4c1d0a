"""Conditions as German sentences: the value wanted and the value given of every part that decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quartier.matching.network import Network
from quartier.matching.truth import Truth
from quartier.matching.wording import given_words, label_of, wanted_words
from quartier.model.conditions import AllOf, AnyOf, Comparison, FactValue, NotOf


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences about one applicant. Only parts that decided the outcome appear."""

    network: Network
    facts: Mapping[str, FactValue]
    truths: list[Truth]
    notes: Mapping[str, str]

    def sentence(self, node: int) -> str:
        """One sentence about a whole condition."""
        tree = self.network.trees[node]
        if isinstance(tree, Comparison):
            question = self._question(tree)
            if question:
                return _capital(f"{self._wanted(tree, negated=False)}, noch offen: {question}")
        return _capital(f"{self._clause(node, negated=False, inside=None)}.")

    def _clause(self, node: int, *, negated: bool, inside: type | None) -> str:
        tree = self.network.trees[node]
        if isinstance(tree, Comparison):
            return f"{self._wanted(tree, negated=negated)}, {self._given(tree.fact)}"
        parts = self.network.parts[node]
        if isinstance(tree, NotOf):
            return self._clause(parts[0], negated=not negated, inside=inside)
        every = isinstance(tree, AllOf) != negated
        met = self.truths[node] is (Truth.FAILED if negated else Truth.MET)
        deciding = [part for part in parts if self.truths[part] is self.truths[node] or not (every or met)]
        kind = AllOf if every else AnyOf
        clauses = [self._clause(part, negated=negated, inside=kind) for part in deciding]
        if len(clauses) == 1:
            return clauses[0]
        if every:
            return " und zugleich ".join(clauses) if inside is AnyOf else "; ".join(clauses)
        return f"eine der Angaben genügt: {'; oder '.join(clauses)}"

    def _wanted(self, comparison: Comparison, *, negated: bool) -> str:
        vocabulary = self.network.vocabulary
        return (
            f"{label_of(comparison.fact, vocabulary)}: verlangt {wanted_words(comparison, vocabulary, negated=negated)}"
        )

    def _given(self, name: str) -> str:
        value = self.facts.get(name)
        note = f" ({self.notes[name]})" if name in self.notes else ""
        if value is None:
            return f"noch offen{note}"
        return f"angegeben {given_words(name, value, self.network.vocabulary)}{note}"

    def _question(self, comparison: Comparison) -> str | None:
        fact = self.network.vocabulary.facts.get(comparison.fact)
        known = self.facts.get(comparison.fact) is not None
        return None if known or fact is None or fact.question is None else fact.question.de


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
