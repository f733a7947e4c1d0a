"""What a table of a Word file shall look like; apart from the Word library, which takes time to load."""

from __future__ import annotations

from typing import NamedTuple

TABLE_STYLES = {"normal": "Tabelle", "close": "TabelleEng", "dense": "TabelleSehrEng"}
"""The styles of the texts in tables, by how close a table is set."""


class Look(NamedTuple):
    """`heading`: the first row is one; `total`: the last row is a sum; `numbers`: which columns go to the right.

    `first_column`: its words are bold, and the table has neither heading nor lines. `style`: of its texts.
    """

    heading: bool = False
    total: bool = False
    numbers: tuple[bool, ...] = ()
    first_column: bool = False
    style: str = "Tabelle"
