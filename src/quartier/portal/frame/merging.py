"""Two people changed the same section: what both want is joined as long as they do not want different things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

Json = Any
Path = tuple[str | int, ...]


class Difference(NamedTuple):
    """Where two people want different things. `path`: the keys that lead there; in lists the `id`, else the place."""

    path: Path
    mine: Json
    theirs: Json


def merged(
    base: Json, mine: Json, theirs: Json, *, mine_wins: bool = False, in_place: bool = False
) -> tuple[Json, list[Difference]]:
    """`theirs` with everything that was changed from `base` to `mine`; with `mine_wins` nothing is left to settle.

    `in_place`: rows of a list are the same ones with other values where they have the same `id`, or the same place in
    lists to which nothing was added; without it a changed row is another row.
    """
    joining = _Joining(in_place=in_place)
    found = joining.joined(base, mine, theirs, ())
    return found, [] if mine_wins else joining.told


class _Joining:
    def __init__(self, *, in_place: bool) -> None:
        self.in_place = in_place
        self.told: list[Difference] = []

    def joined(self, base: Json, mine: Json, theirs: Json, path: Path) -> Json:
        if theirs in (mine, base):
            return mine
        if base == mine:
            return theirs
        if _all(Mapping, base, mine, theirs):
            return self._mappings(base or {}, mine or {}, theirs or {}, path)
        if _all(list, base, mine, theirs):
            rows = self._lists(base or [], mine or [], theirs or [], path)
            if rows is not None:
                return rows
        self.told.append(Difference(path, mine, theirs))
        return mine

    def _mappings(
        self, base: Mapping[str, Json], mine: Mapping[str, Json], theirs: Mapping[str, Json], path: Path
    ) -> dict[str, Json]:
        found = {}
        for key in dict.fromkeys((*theirs, *mine)):
            value = self.joined(base.get(key), mine.get(key), theirs.get(key), (*path, key))
            if value is not None or (key in mine and key in theirs):
                found[key] = value
        return found

    def _lists(self, base: list[Json], mine: list[Json], theirs: list[Json], path: Path) -> list[Json] | None:
        if not self.in_place:
            return _rows(base, mine, theirs)
        then, own, other = _by_id(base), _by_id(mine), _by_id(theirs)
        if then is not None and own is not None and other is not None:
            return self._named(then, own, other, path)
        if _are_edits(base, mine) and _are_edits(base, theirs):
            places = enumerate(zip(base, mine, theirs, strict=True))
            return [self.joined(*values, (*path, place)) for place, values in places]
        rows = _rows(base, mine, theirs)
        return None if rows is None or _doubled(mine) or _doubled(theirs) else _order(base, mine, theirs)

    def _named(self, base: dict[str, Json], mine: dict[str, Json], theirs: dict[str, Json], path: Path) -> list[Json]:
        keys = dict.fromkeys((*_order(list(base), list(mine), list(theirs)), *theirs, *mine))
        rows = (self._row(base.get(key), mine.get(key), theirs.get(key), (*path, key)) for key in keys)
        return [row for row in rows if row is not None]

    def _row(self, base: Json, mine: Json, theirs: Json, path: Path) -> Json:
        """The row; None where it was taken out. To take it out and to change it are different wishes for all of it."""
        one_took_it_out = base is not None and (mine is None) != (theirs is None)
        if one_took_it_out and base not in (mine, theirs):
            self.told.append(Difference(path, mine, theirs))
            return mine
        return self.joined(base, mine, theirs, path)


def _all(kind: type[Any], *values: Json) -> bool:
    return all(value is None or isinstance(value, kind) for value in values)


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


def _by_id(rows: Sequence[Json]) -> dict[str, Json] | None:
    """The rows by their `id`; None where one has none, or two have the same."""
    ids = [str(row["id"]) for row in rows if isinstance(row, Mapping) and row.get("id")]
    return dict(zip(ids, rows, strict=True)) if len(set(ids)) == len(rows) else None


def _are_edits(base: Sequence[Json], rows: Sequence[Json]) -> bool:
    """Whether rows were only changed where they stand: none added, taken out or moved."""
    changed = [pair for pair in zip(base, rows, strict=False) if pair[0] != pair[1]]
    return len(base) == len(rows) and not any(old in rows or new in base for old, new in changed)


def _doubled(rows: Sequence[Json]) -> bool:
    return any(row in rows[:place] for place, row in enumerate(rows))


def _order(base: Sequence[Json], mine: Sequence[Json], theirs: Sequence[Json]) -> list[Json]:
    """The rows of both in the order of whoever moved some, mine if both did; new ones stand before their neighbour."""
    kept = [row for row in base if row in mine]
    lead, other = (theirs, mine) if [row for row in mine if row in base] == kept else (mine, theirs)
    found = [row for row in lead if row in other or row not in base]
    for place in reversed(range(len(other))):
        if other[place] not in base and other[place] not in found:
            after = next((row for row in other[place + 1 :] if row in found), None)
            found.insert(len(found) if after is None else found.index(after), other[place])
    return found
