"""What a text changes: field by field in words, and the verdicts of the example projects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import parse_document
from quartier.matching.answer import reason
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.edition import Edition
from quartier.portal.toolkit.starts import examples_folder
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, read_inputs

EMPTY = "–"
Leaf = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: where it stands, what it was and is; empty where it is not there."""

    path: str
    before: str
    after: str


def differences(before: str, after: str) -> list[Difference]:
    """Every field in which two texts differ; texts that are no YAML have none."""
    old, new = _leaves_of(before), _leaves_of(after)
    changed = [path for path in {**old, **new} if old.get(path) != new.get(path)]
    return [Difference(".".join(map(str, path)), old.get(path, ""), new.get(path, "")) for path in changed]


def _leaves_of(text: str) -> dict[Leaf, str]:
    try:
        return dict(_leaves(parse_document(text.encode(), "").data, ())) if text.strip() else {}
    except BadInputError:
        return {}


def _leaves(value: object, path: Leaf) -> Iterator[tuple[Leaf, str]]:
    if value in ({}, []):
        yield path, EMPTY
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from _leaves(entry, (*path, str(key)))
    elif isinstance(value, list):
        named = _names_of(value)
        for number, entry in enumerate(value):
            yield from _leaves(entry, (*path, named[number]))
    else:
        yield path, EMPTY if value is None else str(value)


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
        _judged(given, verdict)
        for given in example_projects()
        for verdict in matcher.verdicts(given.project, given.place.values, given.place.notes)
    ]


def _judged(given: Inputs, verdict: Verdict) -> Judged:
    told = [reason(result) for result in verdict.results]
    open_ones = tuple(entry.sentence for entry in told if entry.status != "met")
    party = verdict.party.name or verdict.party.id
    return Judged(given.project.title, party, str(verdict.block.name), verdict.status.name.lower(), open_ones)


@cache
def example_projects() -> tuple[Inputs, ...]:
    """The example projects that come with the product, as they are planned."""
    files = sorted(examples_folder().glob("*.yaml"))
    return tuple(read_inputs(file) for file in files if not file.name.endswith("-ist.yaml"))
