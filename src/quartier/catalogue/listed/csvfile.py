"""The weekly table of the Förderdatenbank as listed programmes. Its shape is checked by `table`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from quartier.catalogue.listed.plaintext import clean
from quartier.catalogue.listed.reading import Reading, kept
from quartier.catalogue.listed.report import Place
from quartier.catalogue.listed.table import Row, read_table
from quartier.model.listed import ID_PREFIX, Facet, ListedProgramme, ListedText

_WEEK_COLUMNS = ("on_website_from", "last_updated", "on_website_to")


def read_csv(path: Path) -> Reading:
    """All programmes of the table, those that have left the database too. Raises BadInputError where it is refused."""
    table = read_table(path)
    programmes = []
    for place, row in table.rows:
        try:
            programmes.append(_programme(row))
        except ValidationError as error:
            for wrong in error.errors(include_url=False):
                name = ".".join(map(str, wrong["loc"]))
                table.deviations.unreadable(place, name, "die Angabe ist zu lang oder unbrauchbar")
    left_out = table.deviations.settle(str(path), table.total, "Zeilen")
    return Reading("csv", tuple(programmes), left_out, _newest(table.rows))


def _programme(row: Row) -> ListedProgramme:
    issued = row["date_of_issue"]
    return ListedProgramme(
        id=f"{ID_PREFIX}{row['id_url']}",
        url=_text(row, "url") or "",
        title=_text(row, "title"),
        texts=kept({name: _text(row, name) for name in ListedText}),
        codes={facet: codes for facet in Facet if (codes := _several(row, facet))},
        organisations=_several(row, "funding_organisation"),
        institution=_text(row, "contact_info_institution"),
        website=_text(row, "contact_info_website"),
        links=_several(row, "further_links"),
        attribution=_text(row, "license_info") or "",
        issued=issued.date() if isinstance(issued, dt.datetime) else None,
        first_seen=_text(row, "on_website_from"),
        last_changed=_text(row, "last_updated"),
        last_seen=_text(row, "on_website_to"),
        absent=row["absent"] is True,
    )


def _text(row: Row, name: str) -> str | None:
    value = row[name]
    return clean(value) or None if isinstance(value, str) else None


def _several(row: Row, name: str) -> tuple[Any, ...]:
    value = row[name]
    return value if isinstance(value, tuple) else ()


def _newest(rows: tuple[tuple[Place, Row], ...]) -> str | None:
    """The newest week any row speaks of; the weeks are written so that later ones sort behind."""
    weeks = (week for _, row in rows for name in _WEEK_COLUMNS if (week := _text(row, name)))
    return max(weeks, default=None)
