"""Tables and passages that several papers share, so that each says the same with the same figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from quartier.documents.deadlines import OWN_RULE, Step, aim_of
from quartier.documents.dossier import Dossier
from quartier.documents.ledger import Kind, Ledger, advances_of
from quartier.documents.paper import CLOSE, Citations, Table
from quartier.matching.wording import german_date, listed
from quartier.model.answers import Grant, Plan
from quartier.model.money import german_euros
from quartier.model.months import german_span
from quartier.planning.plan_words import goal_words, standing

Row = tuple[str | int, ...]


def with_sum(rows: Sequence[Row], first: str = "zusammen") -> tuple[Row, ...]:
    """The rows and their sum; columns of words stay empty in it."""
    columns = list(zip(*rows, strict=True))[1:]
    sums = (sum(c for c in column if isinstance(c, int)) if _amounts(column) else "" for column in columns)
    return (*rows, (first, *sums)) if rows else ()


def _amounts(column: Sequence[str | int]) -> bool:
    return any(isinstance(cell, int) for cell in column)


def year_columns(ledger: Ledger) -> tuple[str, ...]:
    """The headings of amounts by year with their sum."""
    return (*map(str, ledger.years), "zusammen")


def _by_year(amounts: dict[int, int], ledger: Ledger) -> tuple[int, ...]:
    return (*(amounts.get(year, 0) for year in ledger.years), sum(amounts.values()))


def _widths(first: int, ledger: Ledger) -> tuple[int, ...]:
    return (first if len(ledger.years) < CLOSE - 1 else first - 1, *(2 for _ in ledger.years), 2)


def costs_table(dossier: Dossier, ledger: Ledger) -> Table:
    """The cost items by year."""
    rows: list[Row] = [
        (dossier.item_names[item], *_by_year({y: ledger.cost(item, y) for y in ledger.years}, ledger))
        for item in ledger.items
    ]
    head = ("Kostenposten", *year_columns(ledger))
    return Table(
        "Kosten je Haushaltsjahr", head, with_sum(rows, "Kosten zusammen"), total=True, widths=_widths(5, ledger)
    )


def financing_table(ledger: Ledger) -> Table:
    """Who pays how much in which year; the sum is the sum of the costs."""
    rows: list[Row] = [(source.label, *_by_year(ledger.by_year(source), ledger)) for source in ledger.sources]
    head = ("Wer zahlt", *year_columns(ledger))
    caption = "Finanzierung je Haushaltsjahr"
    return Table(caption, head, with_sum(rows, "Finanzierung zusammen"), total=True, widths=_widths(5, ledger))


def own_table(dossier: Dossier, ledger: Ledger) -> Table:
    """The own money of each party by year."""
    own = {source.party: source for source in ledger.of_kind(Kind.OWN)}
    rows: list[Row] = [
        (name, *_by_year(ledger.by_year(own[party]) if party in own else {}, ledger))
        for party, name in dossier.party_names.items()
    ]
    head = ("Eigenes Geld von", *year_columns(ledger))
    return Table("Eigenes Geld je Partner und Jahr", head, with_sum(rows), total=True, widths=_widths(5, ledger))


def advance_table(dossier: Dossier, ledger: Ledger) -> Table:
    """What must be advanced at most, grant by grant."""
    words = {True: "Geld kommt nach den Rechnungen", False: "nicht bekannt, bitte erfragen"}
    rows: list[Row] = [
        (advance.source.label, words[advance.certain], *(advance.by_year[year] for year in ledger.years))
        for advance in advances_of(dossier, ledger)
    ]
    head = ("Zuschuss", "Auszahlung", *map(str, ledger.years))
    widths = (4, 3, *(2 for _ in ledger.years))
    return Table("Höchstens vorzustrecken bis zum Jahresende", head, with_sum(rows), total=True, widths=widths)


def items_table(dossier: Dossier, ledger: Ledger) -> Table:
    """What is paid of each cost item by each kind of money."""
    kinds = [kind for kind in Kind if ledger.of_kind(kind)]
    rows: list[Row] = [
        (dossier.item_names[item], *(ledger.paid(kind, item) for kind in kinds), ledger.cost(item))
        for item in ledger.items
    ]
    head = ("Kostenposten", *(kind.value for kind in kinds), "Kosten")
    return Table("Wer bezahlt welchen Posten", head, with_sum(rows), total=True, widths=(5, *(2 for _ in kinds), 2))


def after_table(dossier: Dossier) -> Table:
    """The costs of each year after the grants; nothing covers them yet."""
    rows: list[Row] = [(str(year), cents, 0, cents) for year, cents in dossier.plan.after_funding.items()]
    head = ("Jahr", "laufende Kosten", "Zuschüsse", "fehlt (Defizit)")
    return Table("Folgekosten nach der Förderung", head, with_sum(rows), total=True, widths=(2, 3, 3, 3))


def grants_table(dossier: Dossier) -> Table:
    """The applications of the plan."""
    rows: list[Row] = [
        (name, dossier.party_names[grant.party], _apply_words(dossier, grant), _period(grant), grant.amount)
        for name, grant in zip(dossier.grant_names, dossier.plan.grants, strict=True)
    ]
    head = ("Programm", "Antrag durch", "Antrag bis", "gefördert", "Betrag bis zu")
    return Table("Anträge dieses Plans", head, with_sum(rows), total=True, widths=(5, 5, 4, 4, 4))


def _apply_words(dossier: Dossier, grant: Grant) -> str:
    aim = aim_of(dossier, grant)
    if aim is None:
        return "bitte erfragen"
    if aim.known:
        return german_date(aim.apply)
    unknown = "Frist bitte erfragen" if grant.intake == "unknown" else "jederzeit"
    return f"{unknown}; spätestens {german_date(aim.apply)}"


def _period(grant: Grant) -> str:
    return german_span(grant.start, grant.end) if grant.start and grant.end else "bitte erfragen"


def steps_table(steps: Iterable[Step]) -> Table:
    """What is to be done when, with what to know about it."""
    rows = tuple((german_date(step.day), step.headline, _with_source(step)) for step in steps)
    return Table("Termine in ihrer Reihenfolge", ("Datum", "Was", "Hinweis"), rows, widths=(3, 5, 8))


def _with_source(step: Step) -> str:
    return step.text if step.source == OWN_RULE else f"{step.text} (Quelle: {step.source})"


def short_steps_table(steps: Iterable[Step]) -> Table:
    """The same in short: what falls on one day stands together."""
    grouped: dict[tuple[dt.date, str], list[str]] = {}
    for step in steps:
        grouped.setdefault((step.day, step.title), []).append(step.about)
    rows = tuple((german_date(day), title, "; ".join(filter(None, about))) for (day, title), about in grouped.items())
    return Table("Termine in ihrer Reihenfolge", ("Datum", "Was", "Wofür oder durch wen"), rows, widths=(3, 6, 8))


def plans_table(dossier: Dossier) -> Table:
    """This plan beside the others and beside no funding at all."""
    plans = (dossier.plan, *dossier.alternatives)
    rows: list[Row] = [
        (plan_name(plan, chosen=position == 0), str(len(plan.grants)), plan.grants_total, plan.own_total, gap_of(plan))
        for position, plan in enumerate(plans)
    ]
    costs = dossier.plan.total_costs - others_of(dossier.plan)
    rows.append(("Ohne neue Förderung", "0", 0, costs, 0))
    head = ("Plan", "Anträge", "Zuschüsse", "eigenes Geld", "fehlt noch")
    return Table("Dieser Plan und die Alternativen", head, tuple(rows), widths=(6, 2, 3, 3, 3))


def plan_name(plan: Plan, *, chosen: bool = False) -> str:
    """`Dieser Plan: wenig eigenes Geld (bewiesen)`."""
    begin = "Dieser Plan: " if chosen else ""
    return f"{begin}{goal_words(plan.objectives or (plan.objective,))} ({standing(plan)})"


def gap_of(plan: Plan) -> int:
    """What nobody pays yet, in cents."""
    return sum(sum(years.values()) for years in plan.open_gap.values())


def others_of(plan: Plan) -> int:
    """What third parties and grants that are decided already pay, in cents."""
    return sum(sum(cell.third_party.values()) + sum(cell.granted.values()) for cell in plan.cells)


def scenarios_table(dossier: Dossier) -> Table:
    """What would become of the own money if one thing turned out differently."""
    rows = tuple((entry.text, entry.own_total, _change(entry.own_change)) for entry in dossier.settlement.scenarios)
    head = ("Was wäre, wenn …", "eigenes Geld dann", "gegenüber dem Plan")
    return Table("Was mit dem eigenen Geld geschieht, wenn es anders kommt", head, rows, widths=(6, 3, 3))


def _change(cents: int) -> str:
    if cents == 0:
        return "unverändert"
    return f"{german_euros(abs(cents))} {'mehr' if cents > 0 else 'weniger'}"


def amounts_by_year(amounts: dict[int, int]) -> str:
    """`12.000 € (2027) und 8.000 € (2028)`; years without money are left out."""
    return listed([f"{german_euros(cents)} ({year})" for year, cents in amounts.items() if cents], "und")


def why_points(dossier: Dossier, grant: Grant, citations: Citations) -> Iterator[str]:
    """What fits about a grant, condition by condition, each with its source."""
    for reason in dossier.reasons_of(grant):
        if reason.status == "met":
            yield f"{reason.text}{citations.mark(reason.source)}"
