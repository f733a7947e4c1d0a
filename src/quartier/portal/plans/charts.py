"""The geometry of the charts: whole thousandths of a percent, so that the parts of a bar add up to the bar exactly.

Each bar is a picture of its own, as wide as the screen allows; labels and sums are text above it, which can wrap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FULL = 100_000
"""Thousandths of a percent in the whole width."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar. `start` and `length` in thousandths of a percent; `series` says how it is drawn."""

    series: str
    label: str
    cents: int
    start: int
    length: int

    @property
    def x(self) -> str:
        """Where it begins, as SVG wants it."""
        return percent(self.start)

    @property
    def width(self) -> str:
        """How long it is, as SVG wants it."""
        return percent(self.length)


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of a chart: its label above, its sum at the end, its parts."""

    label: str
    cents: int
    segments: tuple[Segment, ...]
    german: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below one another, on one scale."""

    bars: tuple[Bar, ...]


Part = tuple[str, str, int]
"""How a part is drawn, what it is called, how many cents it stands for."""


def stacked(rows: Sequence[tuple[str, Sequence[Part]]], *, german: bool = False) -> Chart:
    """A bar for each row; the longest takes the whole width. Amounts are cents and not negative.

    `german`: the labels are German on English pages as well.
    """
    most = max((sum(cents for _, _, cents in parts) for _, parts in rows), default=0)
    return Chart(tuple(_bar(label, parts, most, german=german) for label, parts in rows))


def _bar(label: str, parts: Sequence[Part], most: int, *, german: bool) -> Bar:
    segments, reached = [], 0
    for series, name, cents in parts:
        start = _place(reached, most)
        reached += cents
        if cents:
            segments.append(Segment(series, name, cents, start, _place(reached, most) - start))
    return Bar(label, reached, tuple(segments), german)


def _place(cents: int, most: int) -> int:
    return cents * FULL // most if most else 0


def percent(thousandths: int) -> str:
    """`12500` becomes `12.5%`."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0").rstrip(".") + "%"
