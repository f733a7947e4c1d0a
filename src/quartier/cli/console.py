"""The terminal: width from COLUMNS or the window, no colour with NO_COLOR or in a pipe, and words always enough."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

MAX_WIDTH = 120
"""Longer lines are hard to read."""


def terminal() -> Console:
    """A console on stdout that neither guesses markup nor highlights numbers."""
    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    console.width = min(console.width, MAX_WIDTH)
    return console


def heading(text: str, style: str = "bold") -> RenderableType:
    """A group's heading with a line under the whole width."""
    return Group("", Rule(Text(text, style=style), align="left", style="dim"))


def bullets(entries: Iterable[tuple[str, str, str]], indent: int = 2) -> RenderableType:
    """Lines with a mark in front and hanging indent: mark, its style, text."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1, no_wrap=True)
    grid.add_column()
    for mark, style, text in entries:
        grid.add_row(Text(mark, style=style), Text(text))
    return indented(grid, indent)


def indented(content: RenderableType, columns: int) -> RenderableType:
    """Content moved to the right, without filling its lines with blanks."""
    return Padding(content, (0, 0, 0, columns), expand=False)
