"""One applicant: what is known, how every condition turned out, and the sentences about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from quartier.matching.costs import CostTable
from quartier.matching.facts import APPLICANT
from quartier.matching.network import Network
from quartier.matching.sentences import Sentences
from quartier.matching.truth import Truth
from quartier.model.conditions import FactValue, comparisons
from quartier.model.project import Party


class Asked(NamedTuple):
    """A fact to ask for; of one party where it is a fact of the applicant."""

    fact: str
    party: str | None


@dataclass(slots=True)
class Case:
    """One party as applicant: `truths` holds the outcome of every node, `notes` where facts come from."""

    network: Network
    party: Party
    facts: Mapping[str, FactValue]
    truths: list[Truth]
    costs: CostTable
    notes: Mapping[str, str]
    _sentences: dict[int, str] = field(default_factory=dict)
    _asked: dict[tuple[int, ...], tuple[Asked, ...]] = field(default_factory=dict)

    def sentence(self, node: int) -> str:
        """What the condition wants and what is given, in German."""
        text = self._sentences.get(node)
        if text is None:
            text = self._sentences[node] = Sentences(self.network, self.facts, self.truths, self.notes).sentence(node)
        return text

    def asked(self, nodes: tuple[int, ...]) -> tuple[Asked, ...]:
        """The unknown facts in those parts of conditions that are open themselves; what is decided asks nothing."""
        found = self._asked.get(nodes)
        if found is None:
            names = dict.fromkeys(name for node in nodes for name in self._unknown(node))
            found = tuple(Asked(name, self.party.id if name.startswith(APPLICANT) else None) for name in names)
            self._asked[nodes] = found
        return found

    def _unknown(self, node: int) -> Iterator[str]:
        if self.truths[node] is not Truth.OPEN:
            return
        leaf = self.network.leaves.get(node)
        if leaf is not None:
            yield leaf.fact
        for part in self.network.parts[node]:
            yield from self._unknown(part)

    def facts_of(self, node: int) -> dict[str, FactValue | None]:
        """The facts a condition asks for, None where unknown."""
        tree = self.network.trees[node]
        return {part.fact: self.facts.get(part.fact) for part in comparisons(tree)} if tree is not None else {}
