"""Two people changed one draft: what both typed is joined; for a field both filled in differently one value is chosen.

The choices are radio buttons of the page, named by the place they are about.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from quartier.catalogue.yamlfile import MAX_DEPTH
from quartier.matching.wording import german_date
from quartier.model.base import Path
from quartier.portal.edition_form.bound import HostileError
from quartier.portal.edition_form.drafts import Document
from quartier.portal.edition_form.form import CHOICE, SectionForm
from quartier.portal.edition_form.sections import Section, blocks_of, section_for, section_of

THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two people filled in differently: what the form calls it, both values in words, what is chosen."""

    name: str
    words: str
    mine: str
    theirs: str
    takes_theirs: bool


def clashes(paths: Iterable[Path], mine: Document, theirs: Document, post: Mapping[str, str]) -> list[Clash]:
    """The fields at these places, unless both have the same value by now."""
    forms: dict[str, SectionForm] = {}
    found = []
    for path in dict.fromkeys(paths):
        own, other = _at(mine, path), _at(theirs, path)
        if own != other:
            name = f"{CHOICE}{json.dumps(path)}"
            words = _words(path, mine, forms)
            found.append(Clash(name, words, shown(own), shown(other), post.get(name) == THEIRS))
    return found


def asked(post: Mapping[str, str]) -> list[Path]:
    """The places a page asked about; raises HostileError for what no page of ours sends."""
    return [_path(name) for name in post if name.startswith(CHOICE)]


def chosen(document: Document, theirs: Document, post: Mapping[str, str]) -> Document:
    """The document with the values of the other person where those were chosen."""
    for name in post:
        if name.startswith(CHOICE) and post[name] == THEIRS:
            path = _path(name)
            put = _put(document, path, _at(theirs, path))
            document = put if isinstance(put, dict) else document
    return document


def section_in(document: Document, section: Section, seen: Document) -> Section:
    """The same section in a document in which blocks may have moved since it was seen."""
    if section.block is None:
        return section
    block = blocks_of(seen)[section.block]
    name = block.get("id") if isinstance(block, dict) else None
    for number, other in enumerate(blocks_of(document)):
        if name and isinstance(other, dict) and other.get("id") == name:
            return section_of(f"baustein-{number + 1}", document) or section
    return section_of(section.slug, document) or section_for(("blocks",), document)


def shown(value: object) -> str:
    """A value of the file in words: of tables all they hold."""
    return ", ".join(_parts(value)) or _("nichts")


def _parts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _parts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part)
    elif isinstance(value, bool):
        yield _("ja") if value else _("nein")
    elif isinstance(value, dt.date):
        yield german_date(value)
    elif value not in {None, ""}:
        yield str(value)


def _path(name: str) -> Path:
    try:
        path = json.loads(name.removeprefix(CHOICE))
    except (ValueError, RecursionError):
        raise HostileError from None
    steps = isinstance(path, list) and len(path) <= MAX_DEPTH and all(type(step) in {str, int} for step in path)
    if not steps or not path:
        raise HostileError
    return tuple(path)


def _where(rows: list[object], step: str | int) -> int | None:
    """The place of a row known by its id, or by its place."""
    if isinstance(step, int):
        return step if 0 <= step < len(rows) else None
    return next((place for place, row in enumerate(rows) if isinstance(row, dict) and row.get("id") == step), None)


def _at(value: object, path: Path) -> object:
    for step in path:
        place = _where(value, step) if isinstance(value, list) else None
        if isinstance(value, dict):
            value = value.get(step)
        else:
            value = value[place] if isinstance(value, list) and place is not None else None
    return value


def _put(value: object, path: Path, new: object) -> object:
    """The value with something else at a place; without the entry where that is None."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        place = _where(value, step)
        rows = list(value)
        if place is None:
            return value if rest or new is None else [*rows, new]
        changed = _put(rows[place], rest, new)
        return [*rows[:place], *([] if changed is None else [changed]), *rows[place + 1 :]]
    entries = dict(value) if isinstance(value, dict) else {}
    changed = _put(entries.get(step), rest, new)
    return {key: part for key, part in {**entries, step: changed}.items() if key != step or part is not None}


def _words(path: Path, document: Document, forms: dict[str, SectionForm]) -> str:
    real = _numbered(path, document)
    section = section_for(real, document)
    form = forms.setdefault(section.slug, SectionForm(document, section))
    words = form.place_of(real)[1]
    return f"{section.title}: {words}" if words else str(section.title)


def _numbered(path: Path, document: Document) -> Path:
    """The path with places instead of ids, as far as it leads."""
    value: object = document
    found: list[str | int] = []
    for step in path:
        place = _where(value, step) if isinstance(value, list) else step
        if place is None:
            break
        found.append(place)
        value = _at(value, (place,))
    return tuple(found)
