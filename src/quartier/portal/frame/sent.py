"""Values as browsers send them."""

from __future__ import annotations

MOST_DIGITS = 9
"""More digits do not fit into a number of the database, and nothing here is counted that far."""


def whole_number(text: str | None) -> int | None:
    """A whole number without sign, None for anything else."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None
