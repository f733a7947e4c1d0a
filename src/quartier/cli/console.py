"""The terminal: width from COLUMNS or the window, no colour with NO_COLOR or in a pipe, and words always enough."""

from __future__ import annotations

from textwrap import wrap

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

MAX_WIDTH = 120
"""Longer lines are hard to read."""


def terminal() -> Console:
    """A console on stdout that neither guesses markup nor highlights numbers."""
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, MAX_WIDTH)
    return console


def heading(text: str, style: str = "bold") -> RenderableType:
    """A group's heading with a line over the whole width."""
    return Group("", Rule(Text(text, style=style), align="left", style="dim"))


class Lines:
    """Lines collected and printed at once: a mark, then text with hanging indent. Much faster than tables."""

    def __init__(self, console: Console) -> None:
        """Collect for this console's width."""
        self.console = console
        self._text = Text()

    def add(self, text: str, indent: int = 0, style: str = "", mark: tuple[str, str] | None = None) -> None:
        """One paragraph; `mark` and its style stand in front of its first line."""
        columns = indent + (2 if mark else 0)
        for number, line in enumerate(
            wrap(text, max(self.console.width - columns, 20), break_on_hyphens=False) or [""]
        ):
            self._text.append(" " * indent)
            if mark:
                self._text.append(f"{mark[0]} " if number == 0 else "  ", mark[1])
            self._text.append(f"{line}\n", style)

    def show(self) -> None:
        """Print what was collected and start anew."""
        self.console.print(self._text, end="", soft_wrap=True)
        self._text = Text()
