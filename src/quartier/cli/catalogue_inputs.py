"""What the catalogue commands are given: a programme and an edition by name, today's date, a file to write."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.store import Catalogue
from quartier.model.edition import Edition


def today() -> dt.date:
    """The date by which editions are chosen."""
    return dt.datetime.now(tz=dt.UTC).date()


def chosen(catalogue: Catalogue, programme: str, edition: str | None, day: dt.date) -> Edition:
    """The named edition; without a name the one in force on `day`, or else the newest. Raises BadInputError."""
    editions = catalogue.by_programme.get(programme)
    if editions is None:
        near = suggestion(programme, catalogue.by_programme) or "; alle zeigt `quartier catalogue list`"
        raise _unknown(programme, f"dieses Programm gibt es im Katalog nicht{near}")
    if edition is None:
        return catalogue.edition_at(programme, day) or editions[-1]
    found = next((entry for entry in editions if entry.edition == edition), None)
    if found is None:
        names = ", ".join(entry.edition for entry in editions)
        raise _unknown(programme, f"die Ausgabe „{edition}“ gibt es nicht; es gibt: {names}")
    return found


def _unknown(programme: str, message: str) -> BadInputError:
    return BadInputError([Problem("quartier catalogue", None, programme, message)])


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 exactly as it is. Raises BadInputError where that is not possible."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInputError(
            [Problem(str(path), None, "", f"die Datei lässt sich nicht schreiben ({error.strerror})")]
        ) from error
