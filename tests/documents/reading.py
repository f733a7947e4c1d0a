"""Reads Word files and PDFs as their readers do, so that tests compare what is really in them."""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from pypdf import PdfReader
from pypdf.generic import Destination

from quartier.documents.paper import Bullets, Facts, Heading, NewPage, Paper, Part, Text
from quartier.documents.paper import Table as PaperTable


def word_paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Style and text of all paragraphs outside tables; those that only make room are left out."""
    paragraphs = Document(io.BytesIO(content)).paragraphs
    return [(str(p.style.name) if p.style else "", p.text) for p in paragraphs if p.text]


def word_tables(content: bytes) -> list[list[list[str]]]:
    """The texts of all tables."""
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


def repeats_heading(table: Table) -> bool:
    """Whether Word repeats the first row on every page."""
    properties = table.rows[0]._tr.trPr  # noqa: SLF001 - the library has no name for it
    return properties is not None and properties.find(qn("w:tblHeader")) is not None


def pdf(content: bytes) -> PdfReader:
    """The PDF."""
    return PdfReader(io.BytesIO(content))


def catalogue_of(document: PdfReader) -> Any:  # noqa: ANN401 - the objects of a PDF have no types
    """The root of a PDF's objects."""
    return document.trailer["/Root"]


def pdf_words(content: bytes) -> str:
    """All text of a PDF without spaces and hyphens, for lines break where they like."""
    return squeezed("".join(page.extract_text() for page in pdf(content).pages))


def squeezed(text: str) -> str:
    """The text without spaces and hyphens."""
    return "".join(sign for sign in text if not sign.isspace() and sign not in "-\u2010\xad")


def outline(content: bytes) -> list[str]:
    """The bookmarks of a PDF, all levels."""

    def titles(entries: object) -> Iterator[str]:
        for entry in entries if isinstance(entries, list) else [entries]:
            if isinstance(entry, list):
                yield from titles(entry)
            elif isinstance(entry, Destination):
                yield str(entry.title)

    return list(titles(pdf(content).outline))


def texts(paper: Paper) -> list[str]:
    """Everything a paper says, in its order."""
    return [text for part in paper.parts for text in _of(part)]


def headings(paper: Paper) -> list[str]:
    """The headings of a paper."""
    return [part.text for part in paper.parts if isinstance(part, Heading)]


def tables(paper: Paper) -> dict[str, PaperTable]:
    """The tables of a paper by caption."""
    return {part.caption: part for part in paper.parts if isinstance(part, PaperTable)}


def points(paper: Paper) -> list[tuple[str, ...]]:
    """The lists of a paper."""
    return [part.points for part in paper.parts if isinstance(part, Bullets)]


def _of(part: Part) -> Iterator[str]:
    match part:
        case Heading(text) | Text(text):
            yield text
        case Bullets():
            yield from part.points
        case Facts(pairs):
            yield from (word for pair in pairs for word in pair)
        case PaperTable():
            yield from (part.title, *part.head)
            yield from (cell for row in part.shown() for cell in row)
        case NewPage():
            pass
