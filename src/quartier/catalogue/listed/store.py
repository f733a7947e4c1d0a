"""Where the listed programmes lie: below the user's data folder, never in a checkout of this project (CC BY-ND texts).

One file of JSON lines: the source first, then a programme a line. Written whole or not at all.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from quartier.catalogue.listed.report import refused_whole
from quartier.model.listed import ListedProgramme, ListedSource, Listing

FILE_NAME = "foerderdatenbank.jsonl"
_ADVICE = "bitte neu einlesen mit `quartier listed import PFAD`"


def listed_file() -> Path:
    """Below QUARTIER_DATA, otherwise below the user's data folder."""
    own = os.environ.get("QUARTIER_DATA")
    base = Path(own) if own else Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "quartier"
    return base / "listed" / FILE_NAME


def write_listing(listing: Listing) -> Path:
    """Write over an older file, atomically. Raises BadInputError where that is not possible or not allowed."""
    target = listed_file()
    _outside_the_project(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".import-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(_lines(listing))
            Path(name).chmod(0o644)
            Path(name).replace(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        reason = (
            f"dorthin lässt sich nicht schreiben ({error.strerror}); ein anderer Ordner geht mit QUARTIER_DATA=ORDNER"
        )
        raise refused_whole(str(target), reason) from error
    return target


def _outside_the_project(target: Path) -> None:
    for folder in target.absolute().parents:
        if (folder / ".git").exists() and (folder / "catalogue").is_dir():
            reason = (
                "die Texte der Förderdatenbank stehen unter CC BY-ND und gehören nicht in das Projektverzeichnis. "
                "Bitte QUARTIER_DATA auf einen Ordner außerhalb setzen"
            )
            raise refused_whole(str(target), reason)


def _lines(listing: Listing) -> Iterator[str]:
    for entry in (listing.source, *listing.programmes):
        yield f"{entry.model_dump_json(exclude_none=True, exclude_defaults=isinstance(entry, ListedProgramme))}\n"


def read_listing() -> Listing | None:
    """The listed programmes, None where nothing was imported yet. Raises BadInputError where the file is damaged."""
    path = listed_file()
    try:
        lines = path.read_bytes().splitlines()
        source = ListedSource.model_validate_json(lines[0])
        programmes = tuple(map(ListedProgramme.model_validate_json, lines[1:]))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise refused_whole(str(path), f"lässt sich nicht lesen ({error.strerror}); {_ADVICE}") from error
    except (ValidationError, IndexError) as error:
        raise refused_whole(str(path), f"die Datei ist beschädigt oder aus einer anderen Version; {_ADVICE}") from error
    if len(programmes) != source.programmes:
        raise refused_whole(
            str(path), f"die Datei hat {len(programmes)} statt {source.programmes} Programme; {_ADVICE}"
        )
    return Listing(source=source, programmes=programmes)
