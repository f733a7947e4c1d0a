"""The styles, the page and the foot of our Word files."""

from __future__ import annotations

from typing import NamedTuple

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from quartier.documents.plain import plain
from quartier.documents.word_tables import element

_INK, _BLUE, _GREY = RGBColor(0x1A, 0x1A, 0x1A), RGBColor(0x1F, 0x4E, 0x79), RGBColor(0x44, 0x54, 0x6A)


class _Look(NamedTuple):
    """Size, space before and after in points; bold; colour."""

    size: float
    before: float
    after: float
    bold: bool = False
    colour: RGBColor = _INK


_LOOKS = {
    "Normal": _Look(10, 0, 6),
    "Title": _Look(18, 0, 4, bold=True),
    "Subtitle": _Look(11, 0, 2, bold=True, colour=_BLUE),
    "Heading 1": _Look(14, 16, 6, bold=True, colour=_BLUE),
    "Heading 2": _Look(11.5, 12, 4, bold=True),
    "Heading 3": _Look(10, 8, 3, bold=True),
    "List Bullet": _Look(10, 0, 3),
    "Punkte mit Zeichen": _Look(10, 0, 4),
    "Hinweis": _Look(9, 0, 6, colour=_GREY),
    "Wichtig": _Look(10, 0, 8, bold=True),
    "Tabelle": _Look(9, 1.5, 1.5),
    "TabelleEng": _Look(7.5, 1.5, 1.5),
    "TabelleSehrEng": _Look(6.5, 1.5, 1.5),
    "Tabellentitel": _Look(8.5, 6, 2, colour=_GREY),
    "Abstand": _Look(4, 0, 2),
    "Footer": _Look(8, 0, 0, colour=_GREY),
}


def set_styles(document: Document, font: str) -> None:
    """Give every style its look; those that Word does not know are made."""
    known = {style.name for style in document.styles}
    for name, look in _LOOKS.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
        style = document.styles[name]
        if isinstance(style, ParagraphStyle):
            _set(style, look, font)
    foot = document.styles["Footer"]
    if isinstance(foot, ParagraphStyle):
        foot.paragraph_format.tab_stops.clear_all()
    numbered = document.styles["Punkte mit Zeichen"]
    if isinstance(numbered, ParagraphStyle):
        numbered.paragraph_format.left_indent = Cm(0.7)
        numbered.paragraph_format.first_line_indent = Cm(-0.7)
    caption = document.styles["Tabellentitel"]
    if isinstance(caption, ParagraphStyle):
        caption.paragraph_format.keep_with_next = True


def _set(style: ParagraphStyle, look: _Look, font: str) -> None:
    style.font.name, style.font.size, style.font.bold = font, Pt(look.size), look.bold
    style.font.italic, style.font.color.rgb = False, look.colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(look.before), Pt(look.after)
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    if fonts is not None:
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val="de-DE", eastAsia="de-DE", bidi="ar-SA"))
    paragraph = style.element.pPr
    borders = paragraph.find(qn("w:pBdr")) if paragraph is not None else None
    if borders is not None:
        borders.getparent().remove(borders)


def set_page(document: Document, *, landscape: bool) -> None:
    """A4 with room for punching at the left."""
    section = document.sections[0]
    width, height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.left_margin, section.right_margin = Cm(2.2), Cm(2)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)
    stop = document.settings.element.find(qn("w:defaultTabStop"))
    if stop is not None:  # the format wants it behind this one
        stop.addnext(element("autoHyphenation", val="true"))


def set_foot(document: Document, state: str) -> None:
    """`Entwurf · Stand … Seite 1 von 5` at the foot of every page."""
    section = document.sections[0]
    paragraph = section.footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.clear_all()
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    stops.add_tab_stop(Cm(width / Cm(1)), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{plain(state)}\tSeite ")
    _field(document, "PAGE")
    paragraph.add_run(" von ")
    _field(document, "NUMPAGES")


def _field(document: Document, code: str) -> None:
    """A number that Word fills in."""
    run = document.sections[0].footer.paragraphs[0].add_run()
    for kind in ("begin", "separate", "end"):
        run._r.append(element("fldChar", fldCharType=kind))  # noqa: SLF001 - the library has no name for it
        if kind == "begin":
            instruction = element("instrText")
            instruction.text = code
            run._r.append(instruction)  # noqa: SLF001 - as above
        elif kind == "separate":
            shown = element("t")
            shown.text = "1"
            run._r.append(shown)  # noqa: SLF001 - as above
