"""Each kind of cell: what it may hold, and that everything else is refused with what was expected."""

import datetime as dt

import pytest

from quartier.catalogue.listed.cells import CellError, Value, read_cell
from quartier.catalogue.listed.contract import Column, Kind
from quartier.model.listed import PAGES, ListedLink


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, " a\nb ", " a\nb "),
        (Kind.SLUG, "land-bw-programm", "land-bw-programm"),
        (Kind.SLUG, "gesellschaft für (giz)-31", "gesellschaft für (giz)-31"),
        (Kind.PAGE, f"{PAGES}Land/a.html", f"{PAGES}Land/a.html"),
        (Kind.HASH, "0123456789abcdef" * 2, "0123456789abcdef" * 2),
        (Kind.WEEK, "2026-W53", "2026-W53"),
        (Kind.TIME, "2025-05-26T12:00:00.000000+0000", dt.datetime(2025, 5, 26, 12, tzinfo=dt.UTC)),
        (Kind.BOOLEAN, "true", True),
        (Kind.BOOLEAN, "false", False),
        (Kind.LICENCE, "X, CC BY-ND 4.0", "X, CC BY-ND 4.0"),
        (Kind.TEXTS, '["a", "b"]', ("a", "b")),
        (Kind.TEXTS, "[]", ()),
        (Kind.CODES, '["zuschuss"]', ("zuschuss",)),
        (Kind.WEEKS, '["2026-W34"]', ("2026-W34",)),
        (Kind.LINKS, '[{"url": "http://a", "title": null}]', (ListedLink(url="http://a"),)),
        (Kind.LINKS, '[{"url": "http://a", "title": "A"}]', (ListedLink(url="http://a", title="A"),)),
        *[(kind, "", None) for kind in Kind],
    ],
)
def test_good_cells(kind: Kind, text: str, value: Value) -> None:
    assert read_cell(Column("x", kind), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.SLUG, "a/b"),
        (Kind.SLUG, "a\nb"),
        (Kind.SLUG, "a\x1b[31mb"),
        (Kind.PAGE, PAGES),
        (Kind.PAGE, "https://www.foerderdatenbank.de.example.org/"),
        (Kind.HASH, "0123456789ABCDEF" * 2),
        (Kind.HASH, "01234"),
        (Kind.WEEK, "2026-08-14"),
        (Kind.WEEK, "2026-W54"),
        (Kind.TIME, "gestern"),
        (Kind.TIME, "0207-01-01T00:00:00"),
        (Kind.BOOLEAN, "True"),
        (Kind.BOOLEAN, "0"),
        (Kind.LICENCE, "CC BY 4.0"),
        (Kind.TEXTS, "zuschuss"),
        (Kind.TEXTS, '"zuschuss"'),
        (Kind.TEXTS, '["zuschuss"] x'),
        (Kind.TEXTS, "['zuschuss']"),
        (Kind.TEXTS, '["zuschuss", null]'),
        (Kind.TEXTS, '[" "]'),
        (Kind.TEXTS, "[1]"),
        (Kind.TEXTS, "[NaN]"),
        (Kind.TEXTS, '["\\ud800"]'),
        (Kind.TEXTS, "[" * 100_000),
        (Kind.WEEKS, '["2026-W1"]'),
        (Kind.LINKS, '["http://a"]'),
        (Kind.LINKS, '[{"url": "http://a"}]'),
        (Kind.LINKS, '[{"url": "http://a", "title": 1}]'),
        (Kind.LINKS, '[{"url": "javascript:a", "title": null}]'),
        (Kind.LINKS, '[{"url": "http://a", "url": "http://b", "title": null}]'),
        (Kind.LINKS, '[{"url": "http://a", "title": null, "more": 1}]'),
    ],
)
def test_bad_cells(kind: Kind, text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_cell(Column("x", kind), text)
    assert str(caught.value).startswith(f"erwartet {kind}, steht: „")


def test_empty_where_something_must_stand() -> None:
    with pytest.raises(CellError, match="darf nicht leer sein"):
        read_cell(Column("x", Kind.TEXT, required=True), "")
