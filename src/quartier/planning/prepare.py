"""From a project, the catalogue and the place to a planning task: which blocks can be planned, with which figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from quartier.catalogue.store import Catalogue
from quartier.matching.costs import full_cost
from quartier.matching.facts import applicant_facts
from quartier.matching.intake import Window, windows
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.combining import Rule
from quartier.model.conditions import FactValue
from quartier.model.pays import Financing
from quartier.model.project import Project
from quartier.planning.amounts import amounts_of, rate_of, units_of
from quartier.planning.candidates import Draft, Obstacle, candidate_of, obstacle
from quartier.planning.combine import pairs_of
from quartier.planning.costs import cost_months
from quartier.planning.eligible import eligible_cells
from quartier.planning.funds import aid_history, other_money, own_levels, own_limits
from quartier.planning.granted import excluded_by_granted, granted_conflicts
from quartier.planning.instance import Candidate, CostCell, Dropped, Instance, Money
from quartier.planning.variants import AID_WITH_WINDOW, Terms, variants_of

NOT_PLANNED = frozenset({Financing.LOAN, Financing.PRIZE})
"""Loans must be paid back and prizes are won: both are matched and shown, never planned as grants."""


def prepare(project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> Instance:
    """The planning task of a project with the editions in force on its date; `place` holds the facts of the place."""
    return Preparation(project, catalogue, place).instance()


def verdicts_of(project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> list[Verdict]:
    """Every block of every party with its verdict, on the project's date."""
    return Matcher(catalogue.in_force(project.decision_date), catalogue.vocabulary).verdicts(project, place)


class Preparation:
    """Collects the candidates for one project and notes the blocks that cannot be planned; use `prepare`."""

    def __init__(self, project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> None:
        """Judge every block for every party."""
        self.project, self.catalogue = project, catalogue
        self.as_of = project.decision_date
        self.items = {item.id: item for item in project.costs}
        self.facts = {party.id: applicant_facts(project, party, place) for party in project.parties}
        self.cells = tuple(_cells(project))
        self.verdicts = verdicts_of(project, catalogue, place)
        self.dropped: list[Dropped] = []

    def instance(self) -> Instance:
        """The finished task."""
        wanted = [verdict for verdict in self.verdicts if self._is_chosen(verdict) and not self._cannot_apply(verdict)]
        slips = self._slips()
        money = tuple(other_money(self.project, self.catalogue, self.cells))
        candidates = self._candidates(wanted, slips, money)
        return Instance(
            project=self.project,
            as_of=self.as_of,
            cells=self.cells,
            candidates=candidates,
            pairs=pairs_of(candidates),
            money=money,
            own_limits=own_limits(self.project, self.cells),
            dropped=tuple(self.dropped),
            slips=slips,
            party_levels=own_levels(self.project),
            granted_ends={grant.programme: grant.end for grant in self.project.granted},
            aid_history=aid_history(self.project, self.catalogue),
            granted_conflicts=tuple(granted_conflicts(candidates, money)),
        )

    def _is_chosen(self, verdict: Verdict) -> bool:
        """Whether the block may fit and the user's choice of programmes admits it."""
        programme, choose = verdict.edition.programme, self.project.choose
        admitted = programme not in choose.without and (not choose.only or programme in choose.only)
        return admitted and verdict.status is not Truth.FAILED

    def _cannot_apply(self, verdict: Verdict) -> bool:
        """Whether the block is no grant one could apply for; notes why."""
        granted = {(grant.programme, self.project.party_of(grant.party)) for grant in self.project.granted}
        if (verdict.edition.programme, verdict.party.id) in granted:
            return self._drop(verdict, Obstacle("C10", "ist schon bewilligt und wird nicht noch einmal beantragt"))
        if verdict.block.pays.financing in NOT_PLANNED:
            reason = "ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant"
            return self._drop(verdict, Obstacle("not_planned", reason))
        return False

    def _drop(self, verdict: Verdict, found: Obstacle) -> bool:
        self.dropped.append(Dropped(verdict.edition, verdict.block, verdict.party.id, found.reason, found.rule))
        return True

    def _slips(self) -> tuple[int, ...]:
        """By how many months the start may slip: all up to the project's limit that leave every cost a month (C18)."""
        period = self.project.period
        most = period.start_may_slip_months if period else 0
        return tuple(slip for slip in range(most + 1) if slip == 0 or self._can_slip(slip))

    def _can_slip(self, slip: int) -> bool:
        """Whether every cell keeps months over which its costs can fall."""
        return all(cost_months(self.items[cell.item], cell.year, self.project, slip) for cell in self.cells)

    def _windows(self, verdict: Verdict) -> tuple[Window, ...]:
        """The chances to apply worth considering: the soonest, or all where the day of the decision matters (C15)."""
        found = self._all_windows(verdict)
        return found if verdict.block.pays.state_aid in AID_WITH_WINDOW else found[:1]

    def _all_windows(self, verdict: Verdict) -> tuple[Window, ...]:
        period = self.project.period
        return tuple(windows(verdict.edition, self.as_of, period.end.last_day if period else None))

    def _candidates(
        self, verdicts: Sequence[Verdict], slips: tuple[int, ...], money: Sequence[Money]
    ) -> tuple[Candidate, ...]:
        """The blocks that can be planned; the others are noted with their obstacle."""
        chained = _chained(verdicts)
        found: list[Candidate] = []
        for verdict in verdicts:
            draft = self._draft(verdict, slips, chained=verdict.edition.programme in chained)
            hindrance = obstacle(draft)
            if hindrance is None:
                candidate = candidate_of(draft, len(found), self.catalogue.vocabulary)
                hindrance = excluded_by_granted(candidate, money)
                found += [] if hindrance else [candidate]
            if hindrance is not None:
                self._drop(verdict, hindrance)
        return tuple(found)

    def _draft(self, verdict: Verdict, slips: tuple[int, ...], *, chained: bool) -> Draft:
        pays, party = verdict.block.pays, verdict.party.id
        facts, vocabulary = self.facts[party], self.catalogue.vocabulary
        rate, rate_unknown = rate_of(pays, facts, vocabulary)
        units = units_of(pays, facts)
        terms = Terms(
            pays=pays,
            facts=facts,
            cells=eligible_cells(self.cells, self.items, pays, party),
            items=self.items,
            project=self.project,
            as_of=self.as_of,
            rate=rate,
            hours=self._hours(party),
            chained=chained,
            windows=self._all_windows(verdict),
        )
        found = self._windows(verdict)
        return Draft(
            verdict=verdict,
            terms=terms,
            windows=found,
            variants=variants_of(terms, found, slips),
            amounts=amounts_of(pays, facts, vocabulary, units),
            units=units,
            rate_unknown=rate_unknown,
        )

    def _hours(self, party: str) -> dict[int, Fraction]:
        """The volunteers' hours of a party by year."""
        total: dict[int, Fraction] = {}
        for entry in self.project.in_kind:
            if self.project.party_of(entry.party) == party:
                for year, hours in entry.hours.items():
                    total[year] = total.get(year, Fraction(0)) + Fraction(hours)
        return total


def _chained(verdicts: Sequence[Verdict]) -> set[str | None]:
    """Programmes that follow another or that another follows: their start depends on each other (C18)."""
    return {
        name
        for verdict in verdicts
        for rule in verdict.edition.combining
        if rule.rule is Rule.FOLLOWS
        for name in (verdict.edition.programme, rule.programme)
    }


def _cells(project: Project) -> Iterator[CostCell]:
    """Every item in every year in which it costs something."""
    index = 0
    for item in project.costs:
        for year in sorted(item.by_year):
            cost = full_cost(item, year)
            if cost:
                yield CostCell(index, item.id, year, project.party_of(item.party), item.kind, item.measure, cost)
                index += 1
