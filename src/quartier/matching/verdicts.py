"""Every block for every party: fits, open or fails, with what decided it. Sentences are made when read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

from quartier.matching.case import Case
from quartier.matching.costs import CostTable
from quartier.matching.facts import applicant_facts
from quartier.matching.network import ALWAYS, NEVER, Network
from quartier.matching.size import outside_size
from quartier.matching.truth import Truth
from quartier.model.conditions import FactValue
from quartier.model.edition import Block, Edition, IntakeKind, Requirement, Source
from quartier.model.project import Party, Project
from quartier.model.vocabulary import Vocabulary

INTAKE, SIZE = "intake", "size"
"""Ids of the two reasons that stand in no list of conditions: closed intake, costs outside the size window."""


class Rule(NamedTuple):
    """One requirement of a block, ready to be decided: `node` is its number in the network."""

    condition: str
    text: str
    source: Source
    node: int
    sentence: str | None = None
    """Fixed wording of a rule that is no condition."""


class Result(NamedTuple):
    """How one requirement turned out for one applicant."""

    rule: Rule
    status: Truth
    case: Case

    @property
    def sentence(self) -> str:
        """German: what is wanted and what is given."""
        return self.rule.sentence or self.case.sentence(self.rule.node)

    @property
    def facts(self) -> dict[str, FactValue | None]:
        """The facts the requirement asks for with what is known of them."""
        return self.case.facts_of(self.rule.node)


class Entry(NamedTuple):
    """One block of one edition with its rules, those of the edition first; `pick` takes their outcomes from a case."""

    edition: Edition
    block: Block
    rules: tuple[Rule, ...]
    pick: Callable[[Sequence[Truth]], tuple[Truth, ...]]


class Verdict(NamedTuple):
    """One block for one party. `results` says why."""

    entry: Entry
    party: Party
    status: Truth
    case: Case

    @property
    def edition(self) -> Edition:
        """The edition the block belongs to."""
        return self.entry.edition

    @property
    def block(self) -> Block:
        """The block decided on."""
        return self.entry.block

    @property
    def failures(self) -> int:
        """How many requirements have failed; of a block that fails at least one: the size of the costs may be all."""
        failed = self.entry.pick(self.case.truths).count(Truth.FAILED)
        return failed or int(self.status is Truth.FAILED)

    @property
    def results(self) -> list[Result]:
        """Every requirement with its outcome, in the order of the edition's file."""
        case, truths = self.case, self.case.truths
        found = [Result(rule, truths[rule.node], case) for rule in self.entry.rules]
        if self.entry.block.pays.base.size is not None:
            found += (Result(rule, Truth.FAILED, case) for rule in self._size())
        return found

    def _size(self) -> Iterator[Rule]:
        found = outside_size(self.case.costs, self.party.id, self.block.pays, self.case.facts)
        if found is not None:
            yield Rule(SIZE, found.text, _first_source(self.edition, self.block.source), NEVER, found.sentence)


class Matcher:
    """Compiles the editions once and then decides projects fast. The order of verdicts is edition, block, party."""

    def __init__(self, editions: Sequence[Edition], vocabulary: Vocabulary) -> None:
        """Put all conditions into one network."""
        self.network = Network(vocabulary)
        self.entries = [entry for edition in editions for entry in self._entries(edition)]
        self._sized = [number for number, entry in enumerate(self.entries) if entry.block.pays.base.size is not None]

    def _entries(self, edition: Edition) -> Iterator[Entry]:
        shared = [*_closed(edition), *(self._rule(edition, requirement) for requirement in edition.conditions)]
        for block in edition.blocks:
            rules = (*shared, *(self._rule(edition, own) for own in block.conditions))
            # Twice what always holds: of fewer than two things `itemgetter` makes no tuple.
            yield Entry(edition, block, rules, itemgetter(ALWAYS, ALWAYS, *(rule.node for rule in rules)))

    def _rule(self, edition: Edition, requirement: Requirement) -> Rule:
        source = edition.sources[requirement.source]
        return Rule(requirement.id, requirement.text.de, source, self.network.add(requirement.when))

    def cases(
        self, project: Project, place: Mapping[str, FactValue], notes: Mapping[str, str] | None = None
    ) -> list[Case]:
        """Every party as applicant, everything decided. `notes`: where facts come from, shown behind their value."""
        costs, cases = CostTable(project), list[Case]()
        for party in project.parties:
            facts = applicant_facts(project, party, place, costs)
            truths = self.network.decide(facts, (cases[0].facts, cases[0].truths) if cases else None)
            cases.append(Case(self.network, party, facts, truths, costs, notes or {}))
        return cases

    def verdicts(
        self, project: Project, place: Mapping[str, FactValue], notes: Mapping[str, str] | None = None
    ) -> list[Verdict]:
        """Every block for every party."""
        columns = [self._column(case) for case in self.cases(project, place, notes)]
        return list(chain.from_iterable(zip(*columns, strict=True)))

    def _column(self, case: Case) -> list[Verdict]:
        truths, party = case.truths, case.party
        statuses = [min(entry.pick(truths)) for entry in self.entries]
        for number in self._sized:
            if statuses[number] is not Truth.FAILED and self._outside(case, number):
                statuses[number] = Truth.FAILED
        return [Verdict(entry, party, status, case) for entry, status in zip(self.entries, statuses, strict=True)]

    def _outside(self, case: Case, number: int) -> bool:
        return outside_size(case.costs, case.party.id, self.entries[number].block.pays, case.facts) is not None


def _closed(edition: Edition) -> Iterator[Rule]:
    if edition.intake.kind is IntakeKind.CLOSED:
        note = f" {edition.intake.note.de}" if edition.intake.note else ""
        sentence = f"Das Programm nimmt zurzeit keine Anträge an.{note}"
        yield Rule(INTAKE, "Anträge müssen möglich sein.", _first_source(edition), NEVER, sentence)


def _first_source(edition: Edition, wanted: str | None = None) -> Source:
    return edition.sources[wanted] if wanted else next(iter(edition.sources.values()))
