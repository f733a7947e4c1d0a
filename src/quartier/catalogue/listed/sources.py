"""Where listed programmes come from: addresses, holder of the rights, licence. One place, so that no two differ."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from quartier.model.listed import ListedSource

TITLE = "Förderdatenbank des Bundes"
HOMEPAGE = "https://www.foerderdatenbank.de/"
RIGHTS = "Bundesministerium für Wirtschaft und Energie (BMWE)"
LICENCE = "CC BY-ND 4.0"
LICENCE_MARK = "CC BY-ND"
"""What every row of the table must name; another licence is a reason to refuse it."""

LICENCE_URL = "https://creativecommons.org/licenses/by-nd/4.0/deed.de"
ADDRESSES: dict[Literal["xml", "csv"], str] = {
    "xml": "https://www.foerderdatenbank.de/FDB/WS/export",
    "csv": "https://fdb.cdl.correlaid.org/data/programme.csv",
}
"""The official export, and the table CorrelAid e. V. makes of it every week."""


def source_of(
    kind: Literal["xml", "csv"], today: dt.date, newest: str | None, programmes: int, left_out: Sequence[str]
) -> ListedSource:
    """The heading of an import made `today`."""
    return ListedSource(
        title=TITLE,
        kind=kind,
        address=ADDRESSES[kind],
        homepage=HOMEPAGE,
        rights=RIGHTS,
        licence=LICENCE,
        licence_url=LICENCE_URL,
        imported_on=today,
        newest_entry=newest,
        programmes=programmes,
        left_out=tuple(left_out),
    )


def attribution(name: str, url: str) -> str:
    """The line that must stand with the texts of one programme."""
    return f"{name} von {RIGHTS}, lizenziert unter {LICENCE} ({LICENCE_URL}), Quelle: {url}"
