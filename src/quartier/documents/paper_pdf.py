"""Shows a paper as an accessible PDF (PDF/UA-1): tagged, titled, in German, with bookmarks and page numbers.

Everything comes from the paper and the style sheet beside this module; nothing is fetched from anywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files

from quartier.documents.dossier import NO_ADVICE
from quartier.documents.paper import Bullets, Facts, Heading, NewPage, Paper, Part, Table, Text
from quartier.documents.plain import plain


def pdf_of(paper: Paper) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - loading it takes a second
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - as above

    nowhere = URLFetcher(allowed_protocols=())
    markup = html_of(paper)
    page = HTML(string=markup, url_fetcher=nowhere)
    style = CSS(string=_style(), url_fetcher=nowhere)
    name = hashlib.sha256(markup.encode()).hexdigest()[:32].encode()
    content: bytes = page.write_pdf(
        stylesheets=[style], pdf_variant="pdf/ua-1", pdf_identifier=name, custom_metadata=True, optimize_images=False
    )
    return content


@cache
def _style() -> str:
    return files("quartier.documents").joinpath("paper.css").read_text(encoding="utf-8")


def html_of(paper: Paper) -> str:
    """The paper as HTML, complete in itself."""
    title, kind, state = (_safe(text) for text in (paper.title, paper.kind, paper.dossier.state_words))
    day = paper.dossier.as_of.isoformat()
    body = "".join(_with_pages(paper))
    return (
        f'<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{kind}: {title}</title>'
        f'<meta name="author" content="Quartier"><meta name="description" content="{_safe(NO_ADVICE)}">'
        f'<meta name="dcterms.created" content="{day}"><meta name="dcterms.modified" content="{day}"></head>'
        f'<body{" class=landscape" if paper.landscape else ""}><header><p class="kind">{kind}</p>'
        f'<h1 class="title">{title}</h1><p class="state">{state}</p></header>'
        f'<p class="advice">{_safe(NO_ADVICE)}</p><main>{body}</main></body></html>'
    )


def _with_pages(paper: Paper) -> Iterator[str]:
    """The parts; what follows a new page stands in a block of its own that begins one."""
    for part in paper.parts:
        yield '<div class="page"></div>' if isinstance(part, NewPage) else _part(part)


def _part(part: Part) -> str:
    match part:
        case Heading(text, level):
            return f"<h{level + 1}>{_safe(text)}</h{level + 1}>"
        case Text(text, tone):
            return f'<p class="{tone}">{_safe(text)}</p>'
        case Bullets():
            return _bullets(part)
        case Facts(pairs):
            return _facts(pairs)
        case Table():
            return _table(part)
    raise TypeError(part)


def _bullets(part: Bullets) -> str:
    tag = "ol" if part.kind == "numbers" else "ul"
    box = "☐ " if part.kind == "checks" else ""
    points = "".join(f"<li>{box}{_safe(point)}</li>" for point in part.points)
    return f'<{tag} class="{part.kind}">{points}</{tag}>'


def _facts(pairs: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{_safe(name)}</th><td{_kind(value)}>{_safe(value)}</td></tr>' for name, value in pairs
    )
    return f'<table class="facts"><tbody>{rows}</tbody></table>'


def _table(table: Table) -> str:
    numbers, rows = table.numbers(), table.shown()
    head = "".join(
        f'<th scope="col"{_right(number=number)}>{_safe(title)}</th>'
        for title, number in zip(table.head, numbers, strict=True)
    )
    body = "".join(
        _row(row, numbers, total=table.total and position == len(rows) - 1) for position, row in enumerate(rows)
    )
    columns = ""
    if table.widths:
        whole = sum(table.widths)
        columns = "".join(f'<col style="width:{100 * width / whole:.2f}%">' for width in table.widths)
    return (
        f"<table class={table.density}><caption>{_safe(table.title)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _row(row: list[str], numbers: list[bool], *, total: bool) -> str:
    first, *rest = row
    cells = "".join(
        f"<td{_kind(cell, number=number)}>{_safe(cell)}</td>" for cell, number in zip(rest, numbers[1:], strict=True)
    )
    return f'<tr{" class=total" if total else ""}><th scope="row">{_safe(first)}</th>{cells}</tr>'


def _kind(cell: str, *, number: bool = False) -> str:
    """Addresses must not be hyphenated: who copies one would copy the hyphens."""
    return ' class="address"' if cell.startswith("http") else _right(number=number)


def _right(*, number: bool) -> str:
    return ' class="number"' if number else ""


def _safe(text: str) -> str:
    return escape(plain(text))
