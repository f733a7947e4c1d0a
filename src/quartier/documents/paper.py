"""A paper as a sequence of headings, texts, lists and tables: written once, shown as Word file and as PDF.

Amounts in tables are whole numbers of cents; whoever shows a table gives all its amounts the same number of decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal

from quartier.documents.dossier import Dossier
from quartier.model.answers import SourceNote
from quartier.model.money import CENTS_PER_EURO, german_euros
from quartier.model.terms import terms_in
from quartier.planning.plan_words import source_words

Tone = Literal["normal", "note", "strong"]
Density = Literal["normal", "close", "dense"]

CLOSE, DENSE = 5, 8
"""From how many columns of amounts on a table is set closer, and as close as can be read."""


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 for chapters, 2 and 3 below."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; `note` is for what is said besides, `strong` for what must not be overlooked."""

    text: str
    tone: Tone = "normal"


@dataclass(frozen=True)
class Bullets:
    """A list of points; `numbers` counts them, `checks` gives each a box to tick."""

    points: tuple[str, ...]
    kind: Literal["points", "numbers", "checks"] = "points"


@dataclass(frozen=True)
class Facts:
    """Pairs of a word and what it is."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading row. Cells are texts or cents. `total`: the last row is the sum of the others.

    `widths`: how broad the columns are in proportion to each other; equal where empty.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    total: bool = False
    widths: tuple[int, ...] = ()

    @property
    def density(self) -> Density:
        """How small the table must be set, by the number of its columns of amounts."""
        columns = sum(self.numbers())
        return "dense" if columns >= DENSE else "close" if columns >= CLOSE else "normal"

    @property
    def title(self) -> str:
        """The caption; close tables name the currency here instead of in every cell."""
        return self.caption if self.density == "normal" else f"{self.caption} (Beträge in Euro)"

    def shown(self) -> list[list[str]]:
        """The rows as texts, all amounts with two decimals if one of them has cents; nothing is a dash."""
        amounts = [cell for row in self.rows for cell in row if isinstance(cell, int)]
        with_cents = any(amount % CENTS_PER_EURO for amount in amounts)
        sign = "\xa0€" if self.density == "normal" else ""
        return [[_cell(cell, sign, with_cents=with_cents) for cell in row] for row in self.rows]

    def numbers(self) -> list[bool]:
        """Which columns hold amounts and are set to the right."""
        return [any(isinstance(row[column], int) for row in self.rows) for column in range(len(self.head))]


@dataclass(frozen=True)
class NewPage:
    """What follows begins on a new page."""


Part = Heading | Text | Bullets | Facts | Table | NewPage


@dataclass(frozen=True)
class Paper:
    """A whole paper. `kind`: what it is (`Sitzungsvorlage`), `title`: what it is about."""

    dossier: Dossier
    kind: str
    title: str
    parts: tuple[Part, ...]
    landscape: bool = False


@dataclass
class Citations:
    """Numbers the sources of a paper as they come, and lists them at its end."""

    notes: list[SourceNote] = field(default_factory=list)

    def mark(self, note: SourceNote | None) -> str:
        """` [1]`; nothing where there is no source."""
        if note is None:
            return ""
        if note not in self.notes:
            self.notes.append(note)
        return f" [{self.notes.index(note) + 1}]"

    def parts(self) -> Sequence[Part]:
        """The list of all sources marked so far."""
        rows = tuple(
            (f"[{number}]", source_words(note), note.url or "keine Adresse")
            for number, note in enumerate(self.notes, start=1)
        )
        if not rows:
            return ()
        head = ("Nr.", "Quelle und Stand", "Adresse")
        return (Heading("Quellen"), Table("Quellen der Angaben in diesem Dokument", head, rows, widths=(2, 12, 14)))


def closing(parts: Iterable[Part], citations: Citations) -> tuple[Part, ...]:
    """The parts of a paper, then what its official terms mean, then its sources."""
    said = tuple(parts)
    terms = tuple((term.name.de, term.meaning.de) for term in terms_in("\n".join(_words(said))))
    meanings: tuple[Part, ...] = (Heading("Begriffe"), Facts(terms)) if terms else ()
    return (*said, *meanings, *citations.parts())


def _words(parts: Iterable[Part]) -> Iterator[str]:
    """Everything the parts say in words, in their order; amounts are left out."""
    for part in parts:
        match part:
            case Heading(text=text) | Text(text=text):
                yield text
            case Bullets(points=points):
                yield from points
            case Facts(pairs=pairs):
                yield from chain.from_iterable(pairs)
            case Table(caption=caption, head=head, rows=rows):
                yield from (caption, *head, *(cell for row in rows for cell in row if isinstance(cell, str)))
            case NewPage():
                pass


def _cell(cell: str | int, sign: str, *, with_cents: bool) -> str:
    if isinstance(cell, str):
        return cell
    if cell == 0:
        return "–"
    text = german_euros(cell).removesuffix(" €")
    return f"{text},00{sign}" if with_cents and not cell % CENTS_PER_EURO else f"{text}{sign}"
