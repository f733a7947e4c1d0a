"""Loads a catalogue from a folder, checked as a whole, through a cache keyed by the content of all its files."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path as FilePath
from typing import NamedTuple

from pydantic import ValidationError

from quartier.catalogue.checks import check_edition, check_together
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import build
from quartier.catalogue.store import Catalogue
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.catalogue.yamlfile import Document, read_document
from quartier.model.base import Strict, share_given_fields
from quartier.model.edition import Edition
from quartier.model.vocabulary import Vocabulary

Entry = tuple[Edition, Document]
"""An edition with the file it was read from."""

_NO_EDITIONS = frozenset({"vocabulary", "places", "search", "practice"})


class _Head(Strict):
    """The first line of a cache; each further line is an edition, so that no more than one is in memory as text."""

    vocabulary: Vocabulary
    files: tuple[str, ...]


class _Stored(NamedTuple):
    editions: tuple[Edition, ...]
    head: _Head


def built_in_folder() -> FilePath:
    """The catalogue that comes with the product: inside the installed package, or beside the source in a checkout."""
    package = FilePath(__file__).resolve().parents[1]
    installed = package / "_catalogue"
    return installed if installed.is_dir() else package.parents[1] / "catalogue"


def edition_files(folder: FilePath) -> list[FilePath]:
    """All edition files below `folder`, in a fixed order."""
    return sorted(
        file for file in folder.rglob("*.yaml") if not _NO_EDITIONS & set(file.relative_to(folder).parts[:-1])
    )


def catalogue_root(folder: FilePath | None) -> FilePath:
    """The folder itself or the built-in one. Raises BadInputError where there is none."""
    root = folder if folder is not None else built_in_folder()
    if not root.is_dir():
        raise BadInputError([Problem(str(root), None, "", "diesen Katalog-Ordner gibt es nicht")])
    return root


def vocabulary_folders(root: FilePath) -> list[FilePath]:
    """The built-in vocabulary, then the one that `root` may add to it."""
    built_in, own = built_in_folder() / "vocabulary", root / "vocabulary"
    return [built_in, own] if own.is_dir() and own.resolve() != built_in.resolve() else [built_in]


def read_editions(files: Iterable[FilePath], vocabulary: Vocabulary) -> tuple[list[Entry], list[Problem]]:
    """All editions that can be read, each with its document, and what is wrong in all files."""
    problems: list[Problem] = []
    entries: list[Entry] = []
    for file in files:
        try:
            document = read_document(file)
            edition = build(Edition, document)
        except BadInputError as error:
            problems += error.problems
            continue
        problems += check_edition(edition, document, vocabulary)
        entries.append((edition, document))
    return entries, [*problems, *check_together(entries)]


def load_catalogue(folder: FilePath | None = None, *, use_cache: bool = True, lean: bool = False) -> Catalogue:
    """The built-in catalogue, or the editions below `folder` with the built-in vocabulary and `folder/vocabulary`.

    `lean`: a little slower, but takes half the memory; for processes that keep it.
    Raises BadInputError with every mistake of every file.
    """
    root = catalogue_root(folder)
    folders = vocabulary_folders(root)
    files = edition_files(root)
    digest = _digest([*(file for place in folders for file in sorted(place.glob("*.yaml"))), *files], root)
    with _garbage_collection_paused():
        stored = _from_cache(digest, lean=lean) if use_cache else None
        if stored is None:
            stored = _read(files, root, folders)
            _to_cache(digest, stored)
    named = {edition.key: file for edition, file in zip(stored.editions, stored.head.files, strict=True)}
    return Catalogue(stored.editions, stored.head.vocabulary, f"sha256:{digest}", named)


def _read(files: list[FilePath], root: FilePath, folders: list[FilePath]) -> _Stored:
    vocabulary = read_vocabulary(*folders)
    entries, problems = read_editions(files, vocabulary)
    if problems:
        raise BadInputError(problems)
    entries.sort(key=lambda entry: (entry[0].programme, str(entry[0].valid.from_ or ""), entry[0].edition))
    names = tuple(str(FilePath(document.file).relative_to(root)) for _, document in entries)
    return _Stored(tuple(edition for edition, _ in entries), _Head(vocabulary=vocabulary, files=names))


def _digest(files: list[FilePath], root: FilePath) -> str:
    total = hashlib.sha256()
    for file in files:
        name = file.relative_to(root) if file.is_relative_to(root) else FilePath(file.parent.name, file.name)
        content = file.read_bytes() if file.is_file() else b""
        total.update(f"{name.as_posix()}\0{len(content)}\0".encode())
        total.update(content)
    return total.hexdigest()


def _cache_file(digest: str) -> FilePath:
    base = (
        os.environ.get("QUARTIER_CACHE")
        or FilePath(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "quartier"
    )
    return FilePath(base) / f"catalogue-{version('quartier')}-{_model_digest()}-{digest[:32]}.jsonl"


def _model_digest() -> str:
    """Changes with the model's code, so that a cache written by other code is never read."""
    folder = FilePath(__file__).resolve().parents[1]
    code = b"".join(
        file.read_bytes() for place in ("model", "catalogue") for file in sorted((folder / place).glob("*.py"))
    )
    return hashlib.sha256(code).hexdigest()[:12]


def _from_cache(digest: str, *, lean: bool) -> _Stored | None:
    try:
        with _cache_file(digest).open("rb") as lines:
            head = _Head.model_validate_json(lines.readline())
            editions = tuple(_edition(line, lean=lean) for line in lines)
    except (OSError, ValidationError):
        return None
    return _Stored(editions, head) if len(editions) == len(head.files) else None


def _edition(line: bytes, *, lean: bool) -> Edition:
    edition = Edition.model_validate_json(line)
    if lean:
        share_given_fields(edition)
    return edition


def _to_cache(digest: str, stored: _Stored) -> None:
    target = _cache_file(digest)
    with suppress(OSError):  # a cache that cannot be written only costs time
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            for part in (stored.head, *stored.editions):
                file.write(part.model_dump_json(by_alias=True, exclude_defaults=True).encode() + b"\n")
        FilePath(file.name).replace(target)


@contextmanager
def _garbage_collection_paused() -> Iterator[None]:
    """Thousands of small objects that all stay: collecting in between only costs time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
