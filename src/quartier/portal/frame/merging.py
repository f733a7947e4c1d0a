"""Two people changed the same section: what both want is joined as long as they do not want different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Json = Any


class Difference(NamedTuple):
    """Where two people want different things. `path`: the keys that lead there."""

    path: tuple[str, ...]
    mine: Json
    theirs: Json


def merged(base: Json, mine: Json, theirs: Json, *, mine_wins: bool = False) -> tuple[Json, list[Difference]]:
    """`theirs` with everything that was changed from `base` to `mine`; with `mine_wins` nothing is left to settle."""
    differences: list[Difference] = []
    found = _joined(base, mine, theirs, (), differences)
    return found, [] if mine_wins else differences


def _joined(base: Json, mine: Json, theirs: Json, path: tuple[str, ...], told: list[Difference]) -> Json:
    if theirs in (mine, base):
        return mine
    if base == mine:
        return theirs
    if _all(Mapping, base, mine, theirs):
        return _mappings(base or {}, mine or {}, theirs or {}, path, told)
    if _all(list, base, mine, theirs) and (rows := _rows(base or [], mine or [], theirs or [])) is not None:
        return rows
    told.append(Difference(path, mine, theirs))
    return mine


def _all(kind: type[Any], *values: Json) -> bool:
    return all(value is None or isinstance(value, kind) for value in values)


def _mappings(
    base: Mapping[str, Json],
    mine: Mapping[str, Json],
    theirs: Mapping[str, Json],
    path: tuple[str, ...],
    told: list[Difference],
) -> dict[str, Json]:
    found = {}
    for key in dict.fromkeys((*theirs, *mine)):
        value = _joined(base.get(key), mine.get(key), theirs.get(key), (*path, key), told)
        if value is not None:
            found[key] = value
    return found


def _rows(base: Sequence[Json], mine: Sequence[Json], theirs: Sequence[Json]) -> list[Json] | None:
    """Their rows without those I took out and with those I added; None where both changed the same row."""
    gone, added = _less(base, mine), _less(mine, base)
    gone_too, added_too = _less(base, theirs), _less(theirs, base)
    both = [row for row in gone if row in gone_too]
    if both and (added or added_too):
        return None
    return [*_less(theirs, gone), *_less(added, added_too)]


def _less(rows: Sequence[Json], taken: Sequence[Json]) -> list[Json]:
    """The rows without those of `taken`, each as often as it stands there."""
    left, found = list(taken), []
    for row in rows:
        if row in left:
            left.remove(row)
        else:
            found.append(row)
    return found
