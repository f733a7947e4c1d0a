"""Plans side by side on a terminal: own money against applications, and what a refusal costs („Plan B“)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType

from quartier.cli.console import Lines, heading
from quartier.cli.plan_tables import money_table, table_of
from quartier.matching.wording import listed
from quartier.model.answers import Refusal, TradeOff
from quartier.model.money import german_euros
from quartier.planning.plan_words import goal_words, standing


def show_refusals(refusals: Sequence[Refusal], parties: Mapping[str, str], lines: Lines) -> None:
    """For each a sentence, then the differences by party and year; `parties` are their names by id."""
    if not refusals:
        return
    lines.console.print(heading("Was eine Absage kostet"))
    for refusal in refusals:
        goals = f" ({goal_words(refusal.objectives)})"
        lines.add(f"Plan B ohne {listed(refusal.names, 'und')}: {_sentence(refusal)}{goals}", style="bold")
        lines.show()
        if refusal.own or refusal.open_gap:
            lines.console.print(_by_party(refusal, parties))


def show_trade_off(points: Sequence[TradeOff], lines: Lines) -> None:
    """One row for each number of applications, and which programmes the next application adds."""
    if not points:
        return
    lines.console.print(heading("Eigenes Geld und Zahl der Anträge"))
    table = table_of("Anträge", right=["eigenes Geld", "Lücke", "bringt mehr"])
    table.add_column("Stand")
    table.add_column("welches Programm", overflow="fold")
    for number, point in enumerate(points):
        gap = german_euros(point.gap_total) if point.gap_total else "–"
        brings = german_euros(point.brings) if number else "–"
        proof = standing(point.plan)
        table.add_row(str(point.applications), german_euros(point.own_total), gap, brings, proof, _programmes(point))
    lines.console.print(table)


def _programmes(point: TradeOff) -> str:
    """`Impulse, Regionalbudget statt Stiftung`."""
    added = ", ".join(point.added) or "–"
    return f"{added} statt {', '.join(point.dropped)}" if point.dropped else added


def _sentence(refusal: Refusal) -> str:
    """`12.300 € mehr eigenes Geld, 12.300 € weniger Zuschüsse`."""
    changes = [_change(refusal.own_total, "eigenes Geld"), _change(refusal.gap_total, "ungedeckte Kosten")]
    found = [change for change in changes if change]
    if not found:
        return "kostet nichts, eigenes Geld und Lücke bleiben gleich"
    grants = _change(refusal.grants_total, "Zuschüsse")
    return ", ".join([*found, *([grants] if grants else [])])


def _change(cents: int, what: str) -> str:
    return f"{german_euros(abs(cents))} {'mehr' if cents > 0 else 'weniger'} {what}" if cents else ""


def _by_party(refusal: Refusal, parties: Mapping[str, str]) -> RenderableType:
    rows = [(f"Eigenes Geld {parties[party]}", by_year) for party, by_year in refusal.own.items()]
    rows += [(f"Fehlt noch {parties[party]}", by_year) for party, by_year in refusal.open_gap.items()]
    years = sorted({year for _, by_year in rows for year in by_year})
    return money_table("Unterschied", rows, years, signed=True)
