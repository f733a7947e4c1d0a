"""Inputs that hold others: groups of fields, lists of things that are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from django.utils.translation import gettext as _

from quartier.model.base import Path
from quartier.portal.edition_form.bound import (
    Bound,
    BoundConstant,
    BoundLeaf,
    Context,
    Mistake,
    entries_of,
    origins,
)
from quartier.portal.edition_form.fields_table import FIRST, REDRAWS
from quartier.portal.edition_form.kinds import MISSING
from quartier.portal.edition_form.labels import LABELS, PICKS
from quartier.portal.edition_form.schema import Field, Group, Many, Pick

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_ID = re.compile(r"^[a-z0-9][a-z0-9_-]{0,79}$")


def short_name(words: str, taken: Container[str]) -> str:
    """A short name made from words, told apart from those that are taken."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:32].rstrip("-") or "neu"
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


class PickOption(NamedTuple):
    """One group of fields that can be chosen."""

    key: str
    label: object
    chosen: bool


class BoundPick(NamedTuple):
    """The choice between groups of fields, ready to be drawn."""

    name: str
    label: object
    options: list[PickOption]
    template: str = "edition_form/pick.html"

    @property
    def first_id(self) -> str:
        """Of the list to choose from."""
        return f"id_{self.name}"


@dataclass(slots=True)
class BoundGroup(Bound):
    """Fields that belong together. `opened`: whether an optional group is there at all."""

    group: Group = field(default_factory=lambda: Group("", ()))
    parts: dict[str, Bound] = field(default_factory=dict)
    picked: dict[str, str] = field(default_factory=dict)
    optional: bool = False
    opened: bool = True
    item: bool = False
    template: ClassVar[str] = "edition_form/group.html"

    @classmethod
    def bind(cls, group: Group, base: object, ctx: Context, name: str, *, optional: bool = False) -> BoundGroup:
        """All fields of the group; those of an optional one only where it is open."""
        made = cls(ctx, base, name, group=group, optional=optional)
        if optional:
            sent = ctx.sent(f"{name}.open") is not None
            made.fresh = ctx.post is not None and not sent
            made.opened = ctx.text(f"{name}.open") == "1" if sent else base is not MISSING
        if made.opened:
            made.fill()
        return made

    def fill(self) -> None:
        """Make the inputs of all fields."""
        base = self.base if isinstance(self.base, dict) else {}
        for one in self.group.fields:
            inside = f"{self.name}.{one.key}" if self.name else one.key
            made = self.ctx.bind(one.node, base.get(one.key, MISSING), self.ctx, inside, one.optional)
            _describe(made, one)
            self.parts[one.key] = made
        for pick in self.group.picks:
            marker = f"{self.name}.pick-{pick.name}"
            sent = self.ctx.sent(marker) is not None
            chosen = self.ctx.text(marker) if sent else self._standing(pick)
            self.picked[pick.name] = chosen if chosen in pick.options else ""
            self.fresh = self.fresh or (self.ctx.post is not None and not sent)

    def _standing(self, pick: Pick) -> str:
        """Which group of fields the file has."""
        base = self.base if isinstance(self.base, dict) else {}
        return next((key for key, fields in pick.options.items() if any(one in base for one in fields)), "")

    def place(self, name: str, path: Path) -> None:
        """Names and paths of the fields follow from those of the group."""
        self.name, self.path = name, path
        for key, part in self.parts.items():
            part.place(f"{name}.{key}" if name else key, (*path, key))

    def _left_out(self, key: str) -> bool:
        """Whether the field belongs to a group of fields that was given up."""
        for pick in self.group.picks:
            if any(key in fields for fields in pick.options.values()):
                chosen = self.picked[pick.name]
                return chosen != self._standing(pick) and key not in pick.options.get(chosen, ())
        return False

    def shows(self, key: str) -> bool:
        """Whether the field is there for what was chosen; a field in which something stands always is."""
        part = self.parts[key]
        for pick in self.group.picks:
            if any(key in fields for fields in pick.options.values()):
                return key in pick.options.get(self.picked[pick.name], ()) or not (part.empty or self._left_out(key))
        if key in self.group.shown:
            governor, wanted = self.group.shown[key]
            other = self.parts[governor]
            return (isinstance(other, BoundLeaf) and other.text in wanted) or not part.empty
        return True

    def children(self) -> Iterable[Bound]:
        """The fields that are shown, what people read before what only machines do."""
        return [self.parts[key] for key in self._ordered() if self.shows(key)]

    @property
    def drawn(self) -> list[Bound | BoundPick]:
        """The fields that are shown, each choice between groups of fields in front of these."""
        shown = list(self.children())
        ordered = [*self._ordered()]
        found: list[Bound | BoundPick] = []
        for key in ordered:
            found += [self._pick(pick) for pick in self.group.picks if key == _first_of(pick, ordered)]
            found += [part for part in shown if part is self.parts[key]]
        return found

    def _ordered(self) -> Iterator[str]:
        first = [key for key in FIRST.get(self.group.name, ()) if key in self.parts]
        yield from first
        yield from (key for key in self.parts if key not in first)

    def _pick(self, pick: Pick) -> BoundPick:
        label, words = PICKS[pick.name]
        chosen = self.picked[pick.name]
        options = [PickOption(key, words[key], key == chosen) for key in pick.options]
        return BoundPick(
            f"{self.name}.pick-{pick.name}", label, [PickOption("", _("nicht gesagt"), not chosen), *options]
        )

    def value(self) -> object:
        """The entries of the file with what changed; the very same object where nothing did."""
        if self.optional and not self.opened:
            return MISSING
        base: Mapping[str, object] = self.base if isinstance(self.base, dict) else {}
        result, changed = dict(base), False
        for key, part in self.parts.items():
            new = self._part_value(key, part)
            if new is not base.get(key, MISSING):
                changed = True
                result = _with(result, key, new, [one.key for one in self.group.fields])
        if changed or (self.base is MISSING and (self.optional or self.item)):
            return result
        return self.base

    def _part_value(self, key: str, part: Bound) -> object:
        if isinstance(part, BoundConstant):
            standing = {pick.name: self._standing(pick) for pick in self.group.picks}
            part.on = key in self.picked.values() or (self.picked == standing and part.base is not MISSING)
        return MISSING if self._left_out(key) else part.value()

    def mistakes(self) -> Iterator[Mistake]:
        """Those of all fields that count."""
        for key, part in self.parts.items():
            if not self._left_out(key):
                yield from part.mistakes()

    @property
    def empty(self) -> bool:
        """Whether nothing stands in any field."""
        return self.base is MISSING and all(part.empty for part in self.parts.values())

    @property
    def first_id(self) -> str:
        """Of the first field that takes the focus."""
        return next((part.first_id for part in self.drawn if not isinstance(part, BoundConstant)), self.id)

    def sends(self) -> Iterator[tuple[str, str]]:
        """What its fields send, and whether it is open."""
        if self.optional:
            yield f"{self.name}.open", "1" if self.opened else "0"
        for pick in self.group.picks if self.opened else ():
            yield f"{self.name}.pick-{pick.name}", self.picked[pick.name]
        for child in self.children():
            yield from child.sends()


def _first_of(pick: Pick, ordered: list[str]) -> str:
    """The first field that the choice is about."""
    return next(one for one in ordered if any(one in fields for fields in pick.options.values()))


def _describe(bound: Bound, one: Field) -> None:
    words = LABELS[one.table_key]
    bound.label, bound.help, bound.required = words.name, words.help, one.required
    if isinstance(bound, BoundLeaf):
        bound.null, bound.redraw = one.null, one.table_key in REDRAWS
    if isinstance(bound, BoundMany):
        bound.entry = words.entry


def _with(entries: dict[str, object], key: str, value: object, order: list[str]) -> dict[str, object]:
    """The entries with one changed, taken out, or put where the format has it."""
    if value is MISSING:
        return {name: entry for name, entry in entries.items() if name != key}
    if key in entries:
        return {**entries, key: value}
    before = {*order[: order.index(key)]}
    place = max((number for number, name in enumerate(entries, start=1) if name in before), default=0)
    pairs = list(entries.items())
    return dict([*pairs[:place], (key, value), *pairs[place:]])


@dataclass(slots=True)
class Row:
    """One entry of a list. `origin`: which entry of the file it was; `key`: its name in a mapping."""

    part: Bound
    origin: int | None = None
    key: str = ""
    old_key: str = ""

    @property
    def origin_text(self) -> str:
        """As the form sends it."""
        return "" if self.origin is None else str(self.origin)

    @property
    def block_slug(self) -> str:
        """The page of the Förderbaustein that the entry was when the draft was saved last."""
        return f"baustein-{(self.origin or 0) + 1}"


@dataclass(slots=True)
class BoundMany(Bound):
    """A list of things that are alike: add, remove, move."""

    node: Many = field(default_factory=lambda: Many(Group("", ())))
    rows: list[Row] = field(default_factory=list)
    entry: object = ""
    template: ClassVar[str] = "edition_form/many.html"

    @classmethod
    def bind(cls, node: Many, base: object, ctx: Context, name: str) -> BoundMany:
        """The rows as sent, otherwise as they stand."""
        made = cls(ctx, base, name, node=node)
        entries = entries_of(base, keyed=node.keyed, bare=node.bare)
        sent = ctx.sent(f"{name}.rows") is not None
        made.fresh = ctx.post is not None and not sent
        numbers = origins(ctx, f"{name}.row", len(entries)) if sent else range(len(entries))
        for place, number in enumerate(numbers):
            key, entry = entries[number] if number is not None else ("", MISSING)
            row = made.row(entry, f"{name}.{place}")
            row.origin, row.old_key = number, key
            row.key = ctx.text(f"{name}.{place}.key").strip() if sent and node.keyed else key
            made.rows.append(row)
        return made

    def row(self, base: object, name: str) -> Row:
        """A row for an entry of the file."""
        part = self.ctx.bind(self.node.item, base, self.ctx, name, False)  # noqa: FBT003 - not optional
        if isinstance(part, BoundGroup):
            part.item = True
        return Row(part)

    def place(self, name: str, path: Path) -> None:
        """Rows are named by their place, in a mapping their paths by their keys."""
        self.name, self.path = name, path
        alone = self.node.bare and isinstance(self.base, dict) and len(self.rows) == 1
        for number, row in enumerate(self.rows):
            inside: Path = path if alone else (*path, row.key if self.node.keyed else number)
            row.part.place(f"{name}.{number}", inside)
            if not isinstance(row.part, BoundGroup):
                row.part.label = f"{self.entry} {number + 1}"

    def children(self) -> Iterable[Bound]:
        """The entries."""
        return [row.part for row in self.rows]

    def value(self) -> object:
        """The list of the file where nothing changed, otherwise a new one."""
        values = [(row, row.part.value()) for row in self.rows]
        kept = [(row, value) for row, value in values if value is not MISSING]
        if self._unchanged(kept):
            return self.base
        if self.node.keyed:
            return self._mapping(kept)
        found = _with_ids([value for _row, value in kept], self.node)
        if not found and not self.required:
            return MISSING
        return found[0] if self.node.bare and len(found) == 1 and not isinstance(self.base, list | tuple) else found

    def _unchanged(self, kept: list[tuple[Row, object]]) -> bool:
        entries = entries_of(self.base, keyed=self.node.keyed, bare=self.node.bare)
        return len(kept) == len(entries) and all(
            row.key == key and value is entry for (row, value), (key, entry) in zip(kept, entries, strict=True)
        )

    def _mapping(self, kept: list[tuple[Row, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for row, value in kept:
            title = value.get("title") if isinstance(value, dict) else None
            found[row.key or short_name(str(title or ""), found)] = value
        return found

    def keys(self) -> list[tuple[str, str]]:
        """The names of a mapping with what people read."""
        values = self.value()
        entries = entries_of(values, keyed=True, bare=False)
        return [(key, _title(value) or key) for key, value in entries]

    def mistakes(self) -> Iterator[Mistake]:
        """Those of all rows, and names that occur twice or are none."""
        seen: set[str] = set()
        for row in self.rows:
            yield from row.part.mistakes()
            if self.node.keyed and row.key:
                if row.key in seen:
                    yield Mistake(f"{row.part.name}.key", _("Diesen Kurznamen gibt es schon."))
                elif row.key != row.old_key and not _ID.match(row.key):
                    yield Mistake(f"{row.part.name}.key", _("Nur kleine Buchstaben, Ziffern, „-“ und „_“."))
                seen.add(row.key)

    @property
    def empty(self) -> bool:
        """Whether there is no entry."""
        return self.base in (MISSING, None, [], ()) and not self.rows

    @property
    def first_id(self) -> str:
        """Of the button that adds an entry, as a list itself takes no focus."""
        return f"{self.id}-add"

    def sends(self) -> Iterator[tuple[str, str]]:
        """The order of its rows, and what they send."""
        yield f"{self.name}.rows", "1"
        for row in self.rows:
            yield f"{self.name}.row", row.origin_text
            if self.node.keyed:
                yield f"{row.part.name}.key", row.key
            yield from row.part.sends()


def _title(value: object) -> str:
    return str(value.get("title") or "") if isinstance(value, dict) else ""


def _with_ids(values: list[object], node: Many) -> list[object]:
    """New entries without a short name get one from their text."""
    if not isinstance(node.item, Group) or all(one.key != "id" for one in node.item.fields):
        return values
    taken = {str(value.get("id")) for value in values if isinstance(value, dict)}
    found: list[object] = []
    for value in values:
        named = value
        if isinstance(value, dict) and not value.get("id"):
            words = value.get("text") or value.get("name") or ""
            name = short_name(str(words.get("de") if isinstance(words, dict) else words), taken)
            taken.add(name)
            named = {"id": name, **value}
        found.append(named)
    return found
