"""How tables get into Word files: widths, lines, shaded rows, a heading row that comes again on every page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm
from docx.table import Table, _Cell, _Row

from quartier.documents.plain import plain
from quartier.documents.word_look import Look

_HEAD, _SUM, _LINE, _INK = "DCE6F0", "F1F4F8", "C6D4E1", "1F4E79"


def element(name: str, **attributes: str) -> BaseOxmlElement:
    """An element of the Word format, its attributes in the same namespace."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def fill_table(table: Table, texts: Sequence[Sequence[str]], widths: Sequence[float], look: Look) -> None:
    """Fill an empty table; `widths` of the columns in centimetres. No row is torn apart between two pages."""
    table.autofit = False
    sizes = [Cm(round(width, 2)) for width in widths]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    last = len(texts) - 1
    for position, (row, words) in enumerate(zip(table.rows, texts, strict=True)):
        heading, total = look.heading and position == 0, look.total and position == last
        cells = row.cells
        for column, (cell, text) in enumerate(zip(cells, words, strict=True)):
            bold = heading or total or (look.first_column and column == 0)
            _fill(cell, text, look.style, bold=bold, right=bool(look.numbers) and look.numbers[column])
            cell.width = sizes[column]
            if heading or total:
                _shade(cell, _HEAD if heading else _SUM)
        _keep(row, heading=heading)
    if look.heading:
        _lines(table)


def _fill(cell: _Cell, text: str, style: str, *, bold: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style  # noqa: SLF001 - by its id: by name the library searches all styles every time
    paragraph.add_run(plain(text)).bold = bold
    if text.startswith("http"):  # who copies an address must not copy hyphens
        paragraph.paragraph_format.element.get_or_add_pPr().append(element("suppressAutoHyphens"))
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _keep(row: _Row, *, heading: bool) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no name for it
    properties.append(element("cantSplit"))
    if heading:
        properties.append(element("tblHeader"))


def _lines(table: Table) -> None:
    """Thin lines between the rows, stronger ones above and below; where the format wants them."""
    borders = element("tblBorders")
    borders.append(element("top", val="single", sz="6", space="0", color=_INK))
    borders.append(element("bottom", val="single", sz="6", space="0", color=_INK))
    borders.append(element("insideH", val="single", sz="4", space="0", color=_LINE))
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no name for it
    later = [child for child in properties if child.tag in {qn("w:tblLayout"), qn("w:tblLook")}]
    later[0].addprevious(borders)


def _shade(cell: _Cell, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no name for it
    properties.append(element("shd", val="clear", color="auto", fill=colour))
