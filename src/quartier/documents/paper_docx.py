"""Shows a paper as a Word file with real styles, so that an office can go on writing in it.

Headings are headings, lists are lists, tables repeat their heading row; the language is German; every page has its
number and says that it is a draft.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING

from quartier.documents.archive import same_archive
from quartier.documents.dossier import NO_ADVICE
from quartier.documents.paper import Bullets, Facts, Heading, NewPage, Paper, Part, Table, Text
from quartier.documents.plain import plain
from quartier.documents.word_look import TABLE_STYLES, Look

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

FONT = "Arial"
_TEXT_STYLES = {"normal": "Normal", "note": "Hinweis", "strong": "Wichtig"}


def docx_of(paper: Paper) -> bytes:
    """The Word file; the same paper gives the same bytes."""
    from docx import Document  # noqa: PLC0415 - only who writes Word files waits for it

    document = Document()
    _set_up(document, paper)
    _add(document, paper.kind, "Subtitle")
    _add(document, paper.title, "Title")
    _add(document, paper.dossier.state_words, "Hinweis")
    _add(document, NO_ADVICE, "Wichtig")
    writer = _Writer(document, paper)
    for part in paper.parts:
        writer.write(part)
    buffer = BytesIO()
    document.save(buffer)
    return same_archive(buffer.getvalue())


def _add(document: Document, text: str, style: str) -> Paragraph:
    return document.add_paragraph(plain(text), style=style)


class _Writer:
    """Writes the parts of one paper."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.width = 25.0 if paper.landscape else 16.8
        self.break_next = False

    def write(self, part: Part) -> None:
        match part:
            case Heading(text, level):
                heading = self.document.add_heading(plain(text), level=level)
                heading.paragraph_format.page_break_before = self.break_next
                self.break_next = False
            case Text(text, tone):
                _add(self.document, text, _TEXT_STYLES[tone])
            case Bullets():
                self._bullets(part)
            case Facts(pairs):
                self._facts(pairs)
            case Table():
                self._table(part)
            case NewPage():
                self.break_next = True

    def _bullets(self, part: Bullets) -> None:
        """Numbers are written as text: Word would go on counting from the list before."""
        marks = {"points": "", "numbers": "{}.\t", "checks": "☐\t"}
        style = "List Bullet" if part.kind == "points" else "Punkte mit Zeichen"
        for number, point in enumerate(part.points, start=1):
            paragraph = _add(self.document, "", style)
            paragraph.add_run(f"{marks[part.kind].format(number)}{plain(point)}")

    def _facts(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self._grid([list(pair) for pair in pairs], (1, 2), Look(first_column=True))

    def _table(self, part: Table) -> None:
        _add(self.document, part.title, "Tabellentitel")
        look = Look(heading=True, total=part.total, numbers=tuple(part.numbers()), style=TABLE_STYLES[part.density])
        self._grid([list(part.head), *part.shown()], part.widths or (1,) * len(part.head), look)

    def _grid(self, rows: list[list[str]], widths: tuple[int, ...], look: Look) -> None:
        from quartier.documents.word_tables import fill_table  # noqa: PLC0415 - needs the Word library

        table = self.document.add_table(rows=len(rows), cols=len(widths))
        fill_table(table, rows, [self.width * width / sum(widths) for width in widths], look)
        _add(self.document, "", "Abstand")


def _set_up(document: Document, paper: Paper) -> None:
    from quartier.documents.word_styles import set_foot, set_page, set_styles  # noqa: PLC0415 - as above

    set_styles(document, FONT)
    set_page(document, landscape=paper.landscape)
    set_foot(document, paper.dossier.state_words)
    made = dt.datetime.combine(paper.dossier.as_of, dt.time())
    core = document.core_properties
    core.title = plain(f"{paper.kind}: {paper.title}")[:250]
    core.author, core.last_modified_by, core.language = "Quartier", "Quartier", "de-DE"
    core.created, core.modified, core.comments = made, made, NO_ADVICE
