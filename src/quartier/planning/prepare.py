"""From a project, the catalogue and the place to a planning task: which blocks can be planned, with which figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from quartier.catalogue.store import Catalogue
from quartier.matching.facts import applicant_facts
from quartier.matching.intake import Window, windows
from quartier.matching.truth import Truth, evaluate
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.combining import Combining
from quartier.model.conditions import FactValue
from quartier.model.pays import Financing, Level, Pays
from quartier.model.project import Party, Project
from quartier.planning.amounts import amounts_of, rate_of, units_of
from quartier.planning.combine import pairs_of
from quartier.planning.costs import counts_vat, cost_months, eligible_cost, full_cost, is_eligible
from quartier.planning.instance import Candidate, Cap, CostCell, Dropped, Instance, Money
from quartier.planning.variants import Terms, earliest_start, variants_of

NOT_PLANNED = frozenset({Financing.LOAN, Financing.PRIZE})
"""Loans must be paid back and prizes are won: both are matched and shown, never planned as grants."""

_PARTY_LEVELS = {"municipality": Level.MUNICIPAL, "municipal_alliance": Level.MUNICIPAL, "county": Level.COUNTY}


class Preparation:
    """Collects candidates for one project; use `prepare`."""

    def __init__(self, project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> None:
        self.project, self.catalogue = project, catalogue
        self.as_of = project.decision_date
        self.items = {item.id: item for item in project.costs}
        self.parties = {party.id: party for party in project.parties}
        self.facts = {party.id: applicant_facts(project, party, place) for party in project.parties}
        self.cells = tuple(_cells(project))
        self.verdicts = Matcher(catalogue.in_force(self.as_of), catalogue.vocabulary).verdicts(project, place)
        self.granted = frozenset((grant.programme, project.party_of(grant.party)) for grant in project.granted)
        self.dropped: list[Dropped] = []

    def instance(self) -> Instance:
        """The finished task."""
        wanted = [verdict for verdict in self.verdicts if self._is_wanted(verdict)]
        slips = self._slips(wanted)
        candidates: list[Candidate] = []
        for verdict in wanted:
            candidate = self._candidate(verdict, len(candidates), slips)
            if candidate is not None:
                candidates.append(candidate)
        return Instance(
            project=self.project,
            as_of=self.as_of,
            cells=self.cells,
            candidates=tuple(candidates),
            pairs=pairs_of(candidates),
            money=tuple(self._money()),
            own_limits=self._own_limits(),
            dropped=tuple(self.dropped),
            slips=slips,
            party_levels={
                party.id: _PARTY_LEVELS[party.type] for party in self.project.parties if party.type in _PARTY_LEVELS
            },
            granted_ends={grant.programme: grant.end for grant in self.project.granted},
            aid_history=tuple(
                (self.project.party_of(aid.party), aid.kind, aid.amount, aid.decided_on)
                for aid in self.project.aid_received
            ),
        )

    def _is_wanted(self, verdict: Verdict) -> bool:
        programme, choose = verdict.edition.programme, self.project.choose
        if (
            verdict.status is Truth.FAILED
            or programme in choose.without
            or (choose.only and programme not in choose.only)
        ):
            return False
        if (programme, verdict.party.id) in self.granted:
            return self._drop(verdict, "ist schon bewilligt und wird nicht noch einmal beantragt", "granted")
        if verdict.block.pays.financing in NOT_PLANNED:
            return self._drop(
                verdict, "ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant", "not_planned"
            )
        return True

    def _drop(self, verdict: Verdict, reason: str, code: str) -> bool:
        self.dropped.append(Dropped(verdict.edition, verdict.block, verdict.party.id, reason, code))
        return False

    def _slips(self, verdicts: list[Verdict]) -> tuple[int, ...]:
        """The slips of the project's start worth trying: none, or exactly to the earliest start of some block (C18)."""
        period = self.project.period
        if period is None or period.start_may_slip_months == 0:
            return (0,)
        found = {0}
        for verdict in verdicts:
            for window in self._windows(verdict)[:1]:
                earliest = earliest_start(verdict.block.pays, window, self.as_of)
                slip = earliest.index - period.start.index if earliest else 0
                if 0 < slip <= period.start_may_slip_months and self._can_slip(slip):
                    found.add(slip)
        return tuple(sorted(found))

    def _can_slip(self, slip: int) -> bool:
        return all(len(cost_months(self.items[cell.item], cell.year, self.project, slip)) for cell in self.cells)

    def _windows(self, verdict: Verdict) -> list[Window]:
        period = self.project.period
        found = windows(verdict.edition, self.as_of, period.end.last_day if period else None)
        aid = verdict.block.pays.state_aid in {"de_minimis", "sgei_de_minimis"}
        return found if aid else found[:1]

    def _candidate(self, verdict: Verdict, index: int, slips: tuple[int, ...]) -> Candidate | None:
        pays, party = verdict.block.pays, verdict.party
        facts = self.facts[party.id]
        cells = tuple(self._eligible(pays, party))
        if not cells:
            self._drop(verdict, "zählt keinen der Posten dieses Vorhabens", "no_costs")
            return None
        if not self._size_fits(pays, cells, facts):
            self._drop(verdict, "liegt außerhalb der zulässigen Größe der Kosten", "size")
            return None
        vocabulary = self.catalogue.vocabulary
        rate, unknown_rate = rate_of(pays, facts, vocabulary)
        units = units_of(pays, facts)
        if pays.financing is Financing.UNIT_AMOUNT and not units:
            self._drop(verdict, "zahlt je Einheit, und deren Zahl ist nicht angegeben", "no_units")
            return None
        found = self._windows(verdict)
        terms = Terms(pays, facts, cells, self.items, self.project, rate, self._hours(party.id))
        variants = variants_of(terms, found, slips, self.as_of)
        if not variants:
            self._drop(verdict, "könnte erst beginnen, wenn das Vorhaben keine Kosten mehr hat", "too_late")
            return None
        amounts = amounts_of(pays, facts, vocabulary, units)
        if (
            amounts.ceiling is None
            and amounts.yearly_ceiling is None
            and (unknown_rate or pays.financing is Financing.FIXED_AMOUNT)
        ):
            self._drop(verdict, "nennt weder Fördersatz noch Höchstbetrag; bitte erfragen", "unknown_amount")
            return None
        return Candidate(
            index=index,
            edition=verdict.edition,
            block=verdict.block,
            party=party.id,
            party_level=_PARTY_LEVELS.get(party.type),
            variants=variants,
            rate=rate,
            floor=amounts.floor,
            ceiling=amounts.ceiling,
            yearly_floor=amounts.yearly_floor,
            yearly_ceiling=amounts.yearly_ceiling,
            fixed=amounts.fixed,
            step=amounts.step,
            units=units if pays.financing is Financing.UNIT_AMOUNT else None,
            caps=tuple(self._caps(pays, cells)),
            rules=tuple(rule for rule in verdict.edition.combining if self._holds(party.id, rule)),
            reasons_open=tuple(self._open_conditions(verdict)),
            assumes=tuple(_assumptions(pays, unknown_rate=unknown_rate, intake_unknown=found[0].kind == "unknown")),
            without_measure=frozenset(
                cell.index for cell in cells if pays.base.measures is not None and cell.measure is None
            ),
        )

    def _open_conditions(self, verdict: Verdict) -> Iterator[str]:
        facts = self.facts[verdict.party.id]
        for requirement in (*verdict.edition.conditions, *verdict.block.conditions):
            if evaluate(requirement.when, facts, self.catalogue.vocabulary) is Truth.OPEN:
                yield requirement.id

    def _eligible(self, pays: Pays, party: Party) -> Iterator[CostCell]:
        for cell in self.cells:
            if (pays.pays_partners or cell.party == party.id) and is_eligible(self.items[cell.item], pays.base):
                yield cell

    def _size_fits(self, pays: Pays, cells: tuple[CostCell, ...], facts: Mapping[str, FactValue]) -> bool:
        if pays.base.size is None:
            return True
        with_vat = counts_vat(pays.base, facts)
        size = sum(eligible_cost(self.items[cell.item], cell.year, pays.base, with_vat=with_vat) for cell in cells)
        window = pays.base.size
        return (window.min or 0) <= size and (window.max is None or size <= window.max)

    def _caps(self, pays: Pays, cells: tuple[CostCell, ...]) -> Iterator[Cap]:
        for cap in pays.base.caps:
            of_kind = [cell for cell in cells if cell.kind == cap.kind]
            if cap.max_share_of is not None:
                others = frozenset(cell.index for cell in cells if cell.kind == cap.max_share_of)
                yield Cap(frozenset(cell.index for cell in of_kind), share=cap.rate, share_of=others)
            elif cap.per == "project":
                yield Cap(frozenset(cell.index for cell in of_kind), amount=cap.max)
            elif cap.per == "year":
                for year in sorted({cell.year for cell in of_kind}):
                    yield Cap(frozenset(cell.index for cell in of_kind if cell.year == year), amount=cap.max)

    def _hours(self, party: str) -> dict[int, Fraction]:
        total: dict[int, Fraction] = {}
        for entry in self.project.in_kind:
            if self.project.party_of(entry.party) == party:
                for year, hours in entry.hours.items():
                    total[year] = total.get(year, Fraction(0)) + Fraction(hours)
        return total

    def _money(self) -> Iterator[Money]:
        for source in self.project.third_party:
            party = self.project.party_of(source.party)
            for year, amount in sorted(source.amounts.items()):
                cells = tuple(cell.index for cell in self.cells if cell.party == party and cell.year == year)
                level = source.level if source.kind == "public" else None
                yield Money(source.id, source.kind, level, amount, cells, year)
        for grant in self.project.granted:
            party, edition = (
                self.project.party_of(grant.party),
                self.catalogue.edition_at(grant.programme, grant.decided_on),
            )
            edition = edition or self.catalogue.latest(grant.programme)
            cells = tuple(
                cell.index for cell in self.cells if (cell.item in grant.items if grant.items else cell.party == party)
            )
            yield Money(
                grant.programme, "granted", edition.level if edition else None, grant.amount, cells, granted=True
            )

    def _own_limits(self) -> dict[tuple[str, int], int | None]:
        funds = self.project.own_funds
        limits: dict[tuple[str, int], int | None] = {}
        for cell in self.cells:
            listed = (funds or {}).get(cell.party)
            limits[(cell.party, cell.year)] = None if listed is None else listed.get(cell.year, 0)
        return limits

    def _holds(self, party: str, rule: Combining) -> bool:
        """Whether a combination rule may hold for this applicant."""
        return (
            rule.when is None or evaluate(rule.when, self.facts[party], self.catalogue.vocabulary) is not Truth.FAILED
        )


def _cells(project: Project) -> Iterator[CostCell]:
    index = 0
    for item in project.costs:
        for year in sorted(item.by_year):
            cost = full_cost(item, year)
            if cost:
                yield CostCell(index, item.id, year, project.party_of(item.party), item.kind, item.measure, cost)
                index += 1


def _assumptions(pays: Pays, *, unknown_rate: bool, intake_unknown: bool) -> Iterator[str]:
    if unknown_rate:
        yield "Der Fördersatz ist nicht bekannt; gerechnet ist mit dem Höchstbetrag."
    if pays.early_start == "unknown":
        yield "Ob vor der Bewilligung begonnen werden darf, ist nicht bekannt; gerechnet ist mit Beginn danach."
    if intake_unknown:
        yield "Der nächste Antragstermin ist nicht bekannt; gerechnet ist mit einem Antrag jetzt."


def prepare(project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> Instance:
    """The planning task of a project with the editions in force on its date."""
    return Preparation(project, catalogue, place).instance()


def verdicts_of(project: Project, catalogue: Catalogue, place: Mapping[str, FactValue]) -> list[Verdict]:
    """Every block of every party with its verdict, for explanations."""
    return Matcher(catalogue.in_force(project.decision_date), catalogue.vocabulary).verdicts(project, place)
