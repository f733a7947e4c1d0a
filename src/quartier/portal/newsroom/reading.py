"""How long a text takes to read, computed on the server.

The rule counts characters instead of words, so that „Nachbarschaftshilfeverein“ counts for what it is. Read aloud,
a text goes at 863 characters a minute on average over 17 languages (IReST, Trauzettel-Klosinski and Dietz 2012,
doi 10.1167/iovs.11-8284); most people read silently, which is faster. We reckon with 20 characters a second:

- a word: its letters and digits, and 1 for the space behind it;
- a table: its words, and half a second (10 characters) for each filled cell, to find row and column;
- an image: its caption and credit, and 5 seconds (100 characters) to look at it.

Below one minute the answer is „unter 1 Minute“; from there on whole minutes, a half counting up. More text never
makes the time shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

CHARACTERS_PER_SECOND = 20
CELL = 10
IMAGE = 100
MINUTE = 60

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, headings and lists, without markup."""

    words: str

    def characters(self) -> int:
        """The characters it counts."""
        return sum(len(word) + 1 for word in _WORD.findall(self.words))


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table with its heads, as text."""

    cells: tuple[str, ...]

    def characters(self) -> int:
        """The characters it counts: those of the words, and the search in every cell that says something."""
        counts = [Text(cell).characters() for cell in self.cells]
        return sum(counts) + CELL * sum(1 for count in counts if count)


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with caption and credit."""

    words: str = ""

    def characters(self) -> int:
        """The characters it counts: those of the words, and the look at it."""
        return Text(self.words).characters() + IMAGE


Part = Text | Table | Picture


def seconds(parts: Iterable[Part]) -> int:
    """The reading time in whole seconds, rounded up."""
    return -(-sum(part.characters() for part in parts) // CHARACTERS_PER_SECOND)


def minutes(time: int) -> int:
    """Whole minutes of a time in seconds, a half counting up; 0 below one minute."""
    return 0 if time < MINUTE else (time + MINUTE // 2) // MINUTE


def in_words(time: int) -> str:
    """A reading time in seconds as shown to readers."""
    count = minutes(time)
    if not count:
        return _("unter 1 Minute")
    return ngettext("%(count)d Minute", "%(count)d Minuten", count) % {"count": count}
