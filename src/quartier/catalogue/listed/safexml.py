"""XML from strangers as a tree: no document types, no entities of its own, limited in size and depth, UTF-8 only.

The text is looked through before any parser sees it, so an attack on the parser never reaches it.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

MAX_BYTES = 10_000_000
MAX_DEPTH = 20
_FORBIDDEN = re.compile(r"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)")
_ENCODING = re.compile(r"""^<\?xml\b[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Characters XML forbids; at least one document of the official export has one in the middle of a word."""


class UnsafeXmlError(ValueError):
    """The document may be an attack: the whole source is refused."""


class BrokenXmlError(ValueError):
    """The document is no XML."""


def parse(data: bytes) -> Element:
    """The root of a document. Raises UnsafeXmlError, BrokenXmlError."""
    if len(data) > MAX_BYTES:
        raise UnsafeXmlError(f"das Dokument ist größer als {MAX_BYTES // 1_000_000} MB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BrokenXmlError("das Dokument ist kein UTF-8-Text") from None
    _look_through(text)
    parser = XMLParser(target=_Shallow(), encoding="utf-8")  # noqa: S314 - nothing dangerous is left in the text
    try:
        parser.feed(_CONTROL.sub("", text))
        root: Element = parser.close()
    except ParseError as error:
        raise BrokenXmlError(f"das Dokument ist kein lesbares XML (Zeile {error.position[0]})") from None
    return root


def _look_through(text: str) -> None:
    found = _FORBIDDEN.search(text)
    if found:
        raise UnsafeXmlError(f"das Dokument enthält <!{found[1]}: so etwas lesen wir aus Sicherheitsgründen nicht")
    encoding = _ENCODING.match(text)
    if encoding and encoding[1].lower() not in {"utf-8", "utf8"}:
        raise UnsafeXmlError(f"das Dokument nennt den Zeichensatz „{encoding[1][:20]}“ statt UTF-8")


class _Shallow:
    """Builds the tree and stops where elements are nested too deeply."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise UnsafeXmlError(f"Elemente sind mehr als {MAX_DEPTH}-mal ineinander verschachtelt")
        self._builder.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        self._builder.end(tag)

    def data(self, text: str) -> None:
        self._builder.data(text)

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise UnsafeXmlError(f"das Dokument hat einen Dokumenttyp ({name}, {public}, {system})")

    def close(self) -> Element:
        return self._builder.close()
