"""Tables that all views of a plan share; the words are in `quartier.planning.plan_words`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.table import Table

from quartier.model.money import german_euros


def table_of(*titles: str, right: Sequence[str] = ()) -> Table:
    """A table without lines: columns of words, then right-aligned columns of numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title, overflow="fold")
    for title in right:
        table.add_column(title, justify="right")
    return table


def money_table(
    title: str, rows: Iterable[tuple[str, Mapping[int, int]]], years: Sequence[int], *, signed: bool = False
) -> Table:
    """Amounts by year with their sum; with `signed` a plus stands before what becomes more."""
    table = table_of(title, right=[*map(str, years), "zusammen"])
    for name, by_year in rows:
        table.add_row(name, *amounts(by_year, years, signed=signed))
    return table


def amounts(by_year: Mapping[int, int], years: Iterable[int], *, signed: bool = False) -> list[str]:
    """The amount of each year, a dash where there is none, and the sum."""
    total = sum(by_year.values())
    parts = [_amount(by_year[year], signed=signed) if by_year.get(year) else "–" for year in years]
    return [*parts, _amount(total, signed=signed)]


def _amount(cents: int, *, signed: bool) -> str:
    return f"+{german_euros(cents)}" if signed and cents > 0 else german_euros(cents)
