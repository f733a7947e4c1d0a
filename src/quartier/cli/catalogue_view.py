"""The catalogue on a terminal: all programmes in one line each, and what changed between two editions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

from rich.console import Console
from rich.table import Table

from quartier.catalogue.differences import Change
from quartier.catalogue.store import Catalogue
from quartier.cli.console import Lines, terminal
from quartier.matching.intake import next_deadline
from quartier.matching.wording import german_date
from quartier.model.edition import Edition, IntakeKind
from quartier.service.json_answers import json_text, list_json, listed

GAP, MIN_LAST = 2, 12
"""Columns between two cells, and at least for the last one."""

_INTAKE = {IntakeKind.ROLLING: "laufend", IntakeKind.CLOSED: "keine Anträge"}


def print_table(
    console: Console, titles: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()
) -> None:
    """One line a row: columns as wide as they need, the last one cut to what is left; `numbers` right-aligned."""
    made = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold")
    widths = [max(len(row[place]) for row in (titles, *rows)) for place in range(len(titles))]
    rest = max(console.width - sum(width + GAP for width in widths[:-1]), MIN_LAST)
    for place, title in enumerate(titles):
        last = place == len(titles) - 1
        justify: Literal["left", "right"] = "right" if place in numbers else "left"
        width = min(widths[place], rest) if last else widths[place]
        made.add_column(title, width=width, no_wrap=True, overflow="ellipsis", justify=justify)
    for row in rows:
        made.add_row(*row)
    console.print(made)


def show_list(catalogue: Catalogue, day: dt.date, *, as_json: bool) -> None:
    """One line for each programme: id, level, whether in force and until when one can apply, name."""
    console = terminal()
    current, chosen = listed(catalogue, day)
    if as_json:
        console.print(list_json(catalogue, day), soft_wrap=True)
        return
    words = catalogue.vocabulary
    rows = [
        (edition.programme, words.label("levels", edition.level), _today(edition, current, day), edition.name.de)
        for edition in chosen
    ]
    print_table(console, ("Kennung", "Ebene", "heute", "Name"), rows)
    console.print(f"{len(chosen)} Programme, {len(current)} heute ({german_date(day)}) in Kraft.", style="dim")


def _today(edition: Edition, current: Mapping[str, Edition], day: dt.date) -> str:
    if edition.programme not in current:
        return "nicht in Kraft"
    deadline = next_deadline(edition, day)
    return f"bis {german_date(deadline)}" if deadline else _INTAKE.get(edition.intake.kind, "bitte erfragen")


def show_differences(old: Edition, new: Edition, changes: Sequence[Change], *, as_json: bool) -> None:
    """What changed, a sentence each."""
    console = terminal()
    if as_json:
        data = {
            "programme": new.programme,
            "old": old.edition,
            "new": new.edition,
            "changes": [
                {"where": entry.where, "what": entry.what, "old": entry.old, "new": entry.new, "text": entry.sentence}
                for entry in changes
            ],
        }
        console.print(json_text(data), soft_wrap=True)
        return
    lines = Lines(console)
    lines.add(f"{new.name.de}: von Ausgabe {old.edition} zu {new.edition}", style="bold")
    for change in changes:
        lines.add(change.sentence, mark=("•", "dim"))
    if not changes:
        lines.add("Nichts hat sich geändert.")
    lines.show()
