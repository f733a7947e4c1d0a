"""The documents of an export: a ZIP file as the Förderdatenbank hands it out, a folder it was unpacked to, or one file.

Nothing is ever unpacked to disk. What the documents say is left to `xmlfile`.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quartier.catalogue.listed.report import refused_whole
from quartier.catalogue.listed.safexml import MAX_BYTES

MAX_DOCUMENTS = 50_000
MAX_TOTAL = 2_000_000_000
CONTENT = "BMWI/FDB/Content/DE/"
"""In a whole export, what is not below this folder are templates and words of the website."""


class RawDocument(NamedTuple):
    """One XML document, not parsed yet, under its name for messages."""

    name: str
    data: bytes


def documents(path: Path) -> Iterator[RawDocument]:
    """All documents in the order of their names. Raises BadInputError."""
    try:
        if path.is_dir():
            yield from _of_folder(path)
        elif path.suffix.lower() == ".zip":
            yield from _of_zip(path)
        else:
            _check(str(path), [path.stat().st_size])
            yield RawDocument(str(path), path.read_bytes())
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise refused_whole(str(path), "das ist keine lesbare ZIP-Datei; vielleicht ist sie unvollständig") from error
    except OSError as error:
        raise refused_whole(str(path), f"das lässt sich nicht öffnen ({error.strerror})") from error


def _of_folder(path: Path) -> Iterator[RawDocument]:
    found = {file.relative_to(path).as_posix(): file for file in path.rglob("*") if file.suffix.lower() == ".xml"}
    names = _content(found)
    _check(str(path), [found[name].stat().st_size for name in names])
    for name in names:
        yield RawDocument(str(found[name]), found[name].read_bytes())


def _of_zip(path: Path) -> Iterator[RawDocument]:
    with zipfile.ZipFile(path) as archive:
        found = {info.filename: info for info in archive.infolist() if info.filename.lower().endswith(".xml")}
        names = _content(found)
        _check(str(path), [found[name].file_size for name in names])
        for name in names:
            yield RawDocument(f"{path}/{name}", archive.read(found[name]))


def _content(names: Iterable[str]) -> list[str]:
    """The names to read: those of the content where there is a content folder, else all."""
    listed = sorted(names)
    content = [name for name in listed if f"/{CONTENT}" in f"/{name}"]
    return content or listed


def _check(path: str, sizes: list[int]) -> None:
    if not sizes:
        raise refused_whole(path, "darin ist kein XML-Dokument")
    if len(sizes) > MAX_DOCUMENTS:
        raise refused_whole(path, f"das sind mehr als {MAX_DOCUMENTS} Dokumente")
    if max(sizes) > MAX_BYTES or sum(sizes) > MAX_TOTAL:
        limits = f"{MAX_BYTES // 1_000_000} MB je Dokument, {MAX_TOTAL // 1_000_000} MB zusammen"
        raise refused_whole(path, f"das ist zu groß: erlaubt sind {limits}")
