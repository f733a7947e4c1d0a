"""What the buttons inside the form do: add, take away and move entries, open groups, nest conditions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from quartier.portal.edition_form.bound import MAX_NESTING, MAX_ROWS, Bound, HostileError
from quartier.portal.edition_form.form import SectionForm
from quartier.portal.edition_form.groups import BoundGroup, BoundMany
from quartier.portal.edition_form.kinds import MISSING
from quartier.portal.edition_form.trees import GROUPS, BoundTree

REFRESH = "refresh"
Made = TypeVar("Made")


def operate(form: SectionForm, operation: str) -> None:
    """Carry out `VERB:NAME` on the inputs and focus what is new. Raises HostileError where there is no such button."""
    verb, _mark, name = operation.partition(":")
    if verb == REFRESH:
        return
    by_name = {bound.name: bound for bound in form.bounds()}
    if verb in _ON_ROWS:
        holder, _dot, place = name.rpartition(".")
        many = by_name.get(holder)
        if not isinstance(many, BoundMany) or not place.isdecimal() or int(place) >= len(many.rows):
            raise HostileError
        _ON_ROWS[verb](many, int(place))
    elif verb == "cut":
        _cut(by_name.get(name.removesuffix(f".parts.{name.rpartition('.')[2]}")), name.rpartition(".")[2])
    else:
        target = by_name.get(name)
        if verb not in _ON_BOUNDS or target is None:
            raise HostileError
        _ON_BOUNDS[verb](target)
    form.place()


def _remove(many: BoundMany, place: int) -> None:
    del many.rows[place]
    many.focus = True


def _up(many: BoundMany, place: int) -> None:
    other = max(0, place - 1)
    many.rows[place], many.rows[other] = many.rows[other], many.rows[place]
    _focus_row(many, other)


def _down(many: BoundMany, place: int) -> None:
    other = min(len(many.rows) - 1, place + 1)
    many.rows[place], many.rows[other] = many.rows[other], many.rows[place]
    _focus_row(many, other)


def _focus_row(many: BoundMany, place: int) -> None:
    _focus(many.rows[place].part)


def _focus(bound: Bound) -> None:
    """The first input inside takes the focus."""
    first = next((one for one in bound.walk() if not isinstance(one, BoundGroup)), bound)
    first.focus = True


def _add(bound: Bound) -> None:
    if not isinstance(bound, BoundMany) or len(bound.rows) >= MAX_ROWS:
        raise HostileError
    row = _unsent(bound, lambda: bound.row(MISSING, f"{bound.name}.{len(bound.rows)}"))
    bound.rows.append(row)
    for one in row.part.walk():
        if isinstance(one, BoundTree) and one.required:
            _begin(one)
    _focus_row(bound, len(bound.rows) - 1)


def _unsent(bound: Bound, make: Callable[[], Made]) -> Made:
    """Make inputs that were not sent."""
    post, bound.ctx.post = bound.ctx.post, None
    try:
        return make()
    finally:
        bound.ctx.post = post


def _open(bound: Bound) -> None:
    if not isinstance(bound, BoundGroup) or not bound.optional:
        raise HostileError
    bound.opened = True
    _unsent(bound, bound.fill)
    _focus(bound)


def _close(bound: Bound) -> None:
    if not isinstance(bound, BoundGroup) or not bound.optional:
        raise HostileError
    bound.opened, bound.parts, bound.focus = False, {}, True


def _tree(bound: Bound | None, *kinds: str) -> BoundTree:
    if not isinstance(bound, BoundTree) or bound.kind not in kinds:
        raise HostileError
    return bound


def _begin(bound: Bound) -> None:
    tree = _tree(bound, "")
    tree.kind, tree.focus = "fact", True


def _end(bound: Bound) -> None:
    tree = _tree(bound, "fact", *GROUPS)
    tree.kind, tree.parts, tree.fact_text, tree.focus = "", [], "", True


def _part(bound: Bound) -> None:
    tree = _tree(bound, *GROUPS)
    tree.parts.append(_new_part(tree))


def _new_part(tree: BoundTree) -> BoundTree:
    depth = tree.name.count(".parts.") + 1
    if depth > MAX_NESTING or len(tree.parts) >= MAX_ROWS:
        raise HostileError
    part = _unsent(tree, lambda: BoundTree.bind(MISSING, tree.ctx, f"{tree.name}.parts.{len(tree.parts)}", depth))
    part.kind, part.focus = "fact", True
    return part


def _group(bound: Bound) -> None:
    tree = _tree(bound, *GROUPS)
    part = _new_part(tree)
    tree.parts.append(part)
    part.kind, part.focus = "any", False
    part.parts.append(_new_part(replace(part, name=f"{tree.name}.parts.{len(tree.parts)}")))


def _wrap(bound: Bound) -> None:
    """A comparison becomes a group that holds it, with room for another one."""
    tree = _tree(bound, "fact")
    inner = replace(tree, inside=True, origin=None, problems=[], wrong=[])
    tree.kind, tree.parts = "all", [inner]
    tree.parts.append(_new_part(tree))


def _cut(bound: Bound | None, place: str) -> None:
    tree = _tree(bound, *GROUPS)
    if not place.isdecimal() or int(place) >= len(tree.parts):
        raise HostileError
    del tree.parts[int(place)]
    tree.focus = True


_ON_ROWS: dict[str, Callable[[BoundMany, int], None]] = {"remove": _remove, "up": _up, "down": _down}
_ON_BOUNDS: dict[str, Callable[[Bound], None]] = {
    "add": _add,
    "open": _open,
    "close": _close,
    "begin": _begin,
    "end": _end,
    "part": _part,
    "group": _group,
    "wrap": _wrap,
}
