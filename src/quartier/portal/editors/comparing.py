"""What a text changes: field by field in words, and the verdicts of the example projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import parse_document
from quartier.matching.answer import reason
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.base import Path
from quartier.model.edition import Edition
from quartier.portal.edition_form.services import places
from quartier.service.catalogue import the_catalogue
from quartier.service.examples import Example, example_projects

EMPTY = "–"
NO_DRAFT = "00000000-0000-0000-0000-000000000000"
Leaf = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: where it stands, what it was and is; empty where it is not there.

    `words`: what the form calls it. `source`: the title of the source its rule names.
    """

    path: str
    before: str
    after: str
    words: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with its leaves: what is at each place, and the place itself with numbers instead of ids."""

    data: dict[str, Any]
    leaves: dict[Leaf, tuple[Path, str]]


def differences(before: str, after: str) -> list[Difference]:
    """Every field in which two texts differ; texts that are no YAML have none."""
    old, new = _read(before), _read(after)
    both = {**old.leaves, **new.leaves}
    changed = [path for path in both if _value(old, path) != _value(new, path)]
    told = _told(new, [path for path in changed if path in new.leaves])
    told |= _told(old, [path for path in changed if path not in new.leaves])
    return [
        Difference(".".join(map(str, path)), _value(old, path) or "", _value(new, path) or "", *told[path])
        for path in changed
    ]


def _value(text: _Text, path: Leaf) -> str | None:
    return text.leaves[path][1] if path in text.leaves else None


def _told(text: _Text, paths: list[Leaf]) -> dict[Leaf, tuple[str, str]]:
    """For each place what the form calls it, and its source."""
    real = [text.leaves[path][0] for path in paths]
    found = places(NO_DRAFT, text.data, real) if real else []
    return {
        path: (place.words, _source(text.data, where)) for path, place, where in zip(paths, found, real, strict=True)
    }


def _source(data: dict[str, Any], path: Path) -> str:
    """The title of the source that the innermost rule around a place names."""
    inside: Any = data
    name: object = None
    for step in path[:-1]:
        inside = inside[step]
        name = inside.get("source", name) if isinstance(inside, dict) else name
    sources = data.get("sources")
    source = sources.get(name) if isinstance(sources, dict) and isinstance(name, str) else None
    return str(source.get("title") or "") if isinstance(source, dict) else ""


def _read(text: str) -> _Text:
    try:
        data = parse_document(text.encode(), "").data if text.strip() else None
    except BadInputError:
        data = None
    if not isinstance(data, dict):
        return _Text({}, {})
    return _Text(data, {path: (real, shown) for path, real, shown in _leaves(data, (), ())})


def _leaves(value: object, path: Leaf, real: Path) -> Iterator[tuple[Leaf, Path, str]]:
    if value in ({}, []):
        yield path, real, EMPTY
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _leaves(entry, (*path, str(key)), (*real, key))
    elif isinstance(value, list):
        named = _names_of(value)
        for number, entry in enumerate(value):
            yield from _leaves(entry, (*path, named[number]), (*real, number))
    else:
        yield path, real, EMPTY if value is None else str(value)


def _names_of(entries: list[object]) -> list[str | int]:
    """Entries with an id are known by it, so that a new one before them changes nothing; else by their number."""
    ids = [str(entry["id"]) for entry in entries if isinstance(entry, dict) and "id" in entry]
    if len(set(ids)) == len(entries):
        return list(ids)
    return list(range(len(entries)))


@dataclass(frozen=True, slots=True)
class Judged:
    """What one block says to one party of an example project. `reasons`: what is not met or not known yet."""

    project: str
    party: str
    block: str
    verdict: str
    reasons: tuple[str, ...]


def judged(edition: Edition) -> list[Judged]:
    """The verdicts of all example projects on an edition."""
    matcher = Matcher([edition], the_catalogue().vocabulary)
    return [
        _judged(example, verdict)
        for example in example_projects()
        for verdict in matcher.verdicts(example.inputs.project, example.inputs.place.values, example.inputs.place.notes)
    ]


def _judged(example: Example, verdict: Verdict) -> Judged:
    told = [reason(result) for result in verdict.results]
    open_ones = tuple(entry.sentence for entry in told if entry.status != "met")
    party = verdict.party.name or verdict.party.id
    return Judged(example.title, party, str(verdict.block.name), verdict.status.name.lower(), open_ones)
