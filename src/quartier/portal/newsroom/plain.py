"""The body of a page as plain words: for the reading time and the search."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from quartier.portal.newsroom import reading

_TAG = re.compile(r"<[^>]*>")


def words_of(markup: object) -> str:
    """Rich text without its markup; words of neighbouring paragraphs stay apart."""
    return " ".join(html.unescape(_TAG.sub(" ", str(markup))).split())


def _text(value: Any) -> reading.Part:  # noqa: ANN401 - blocks have no types
    return reading.Text(words_of(getattr(value, "source", value)))


def _table(value: Any) -> reading.Part:  # noqa: ANN401 - as above
    heads = [str(column["heading"]) for column in value.columns]
    cells = [str(cell or "") for row in value.row_data for cell in row["values"]]
    return reading.Table((str(value.caption or ""), *heads, *cells))


def _image(value: Any) -> reading.Part:  # noqa: ANN401 - as above
    return reading.Picture(f"{value['caption']} {value['credit']}")


def _quote(value: Any) -> reading.Part:  # noqa: ANN401 - as above
    return reading.Text(f"{value['text']} {value['person']}")


def _links(value: Any) -> reading.Part:  # noqa: ANN401 - as above
    return reading.Text(" ".join([value["heading"], *(f"{link['title']} {link['note']}" for link in value["links"])]))


def _document(value: Any) -> reading.Part:  # noqa: ANN401 - as above
    return reading.Text(value["title"])


def _facts(value: Any) -> reading.Part:  # noqa: ANN401 - as above
    return reading.Text(f"{value['heading']} {words_of(value['text'].source)}")


_PARTS: dict[str, Callable[[Any], reading.Part]] = {
    "text": _text,
    "heading": _text,
    "table": _table,
    "image": _image,
    "quote": _quote,
    "links": _links,
    "document": _document,
    "facts": _facts,
}


def parts_of(body: Iterable[Any]) -> Iterator[reading.Part]:
    """What there is to read in a body, block by block."""
    for block in body:
        yield _PARTS[block.block_type](block.value)


def body_text(body: Iterable[Any]) -> str:
    """All words of a body."""
    return " ".join(_words(part) for part in parts_of(body))


def _words(part: reading.Part) -> str:
    return " ".join(part.cells) if isinstance(part, reading.Table) else part.words
