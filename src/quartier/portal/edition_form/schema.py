"""The form of an edition, made from the model's own fields: which kind of input each field of the format needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from quartier.model.base import Strict
from quartier.model.combining import Combining, Others
from quartier.model.conditions import Condition
from quartier.model.edition import Edition, Intake, PartialDate
from quartier.model.money import Money, Rate, Ratio
from quartier.model.pays import CostCap, NeededMatch, Pays
from quartier.portal.edition_form import fields_table
from quartier.portal.edition_form.kinds import Day, Euros, Factor, Kind, Number, PartialDay, Percent, YesNo


@dataclass(frozen=True, slots=True)
class Leaf:
    """A single value."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class Words:
    """A text in German and, if there is one, in English. `long`: several lines."""

    long: bool = False


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that is there once its group is chosen, such as `any: true`."""

    value: object


@dataclass(frozen=True, slots=True)
class Tree:
    """A condition."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list of things that are alike. `keyed`: a mapping with a name for each; `bare`: one may stand without list."""

    item: Node
    keyed: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several groups of fields: which of them is meant is chosen by „Art“."""

    name: str
    options: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a group. `optional`: a group of fields that can be left out as a whole; `null`: empty is `null`."""

    key: str
    node: Node
    owner: str
    required: bool = False
    optional: bool = False
    null: bool = False

    @property
    def table_key(self) -> str:
        """Under which its words are found."""
        return f"{self.owner}.{self.key}"


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together. `shown`: which fields are there only for some values of another one."""

    name: str
    fields: tuple[Field, ...]
    picks: tuple[Pick, ...] = ()
    shown: Mapping[str, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def only(self, *keys: str) -> Group:
        """The same group with some of its fields."""
        by_key = {one.key: one for one in self.fields}
        return Group(self.name, tuple(by_key[key] for key in keys), self.picks, self.shown)


Node = Leaf | Words | Constant | Tree | Many | Group

_PICKS: dict[type[BaseModel], tuple[Pick, ...]] = {
    Others: (Pick("with", {key: (key,) for key in ("programme", "level", "public", "any")}),),
    CostCap: (Pick("cap", {"amount": ("max", "per"), "share": ("rate", "max_share_of")}),),
    NeededMatch: (Pick("needed", {"amount": ("amount", "per"), "share": ("rate_of_grant",)}),),
    Pays: (Pick("rate", {"rate": ("rate",), "rates": ("rates",), "degressive": ("degressive",)}),),
}
_PAIR = frozenset({"not_same_item", "not_same_project", "total_share", "allowed", "unknown"})
_SHOWN: dict[type[BaseModel], dict[str, tuple[str, frozenset[str]]]] = {
    Intake: {"rounds": ("kind", frozenset({"rounds"})), "yearly": ("kind", frozenset({"yearly"}))},
    Combining: {
        "with": ("rule", _PAIR),
        "max": ("rule", frozenset({"total_share"})),
        "of": ("rule", frozenset({"total_share"})),
        "reduce": ("rule", frozenset({"total_share"})),
        "programme": ("rule", frozenset({"requires", "follows"})),
        "gap_months": ("rule", frozenset({"follows"})),
    },
    Pays: {"match": ("financing", frozenset({"matching"}))},
}


def _members(annotation: Any) -> list[Any]:  # noqa: ANN401 - types of any kind
    """The members of a union without None; the annotation itself where it is none."""
    if get_origin(annotation) in {Union, UnionType}:
        return [one for one in get_args(annotation) if one is not NoneType]
    return [annotation]


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - types of any kind
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


_KINDS: tuple[tuple[Any, Kind], ...] = (
    (Money, Euros()),
    (Rate, Percent()),
    (Ratio, Factor()),
    (PartialDate, PartialDay()),
)


def _node(annotation: Any, owner: type[BaseModel], key: str) -> Node:  # noqa: ANN401 - types of any kind
    """The input for a type of the model."""
    kind = fields_table.KINDS.get(f"{owner.__name__}.{key}")
    if kind is not None:
        return Leaf(kind)
    if annotation == Condition:
        return Tree()
    if annotation == fields_table.ANY_TEXT:
        return Words(f"{owner.__name__}.{key}" in fields_table.LONG)
    found = next((kind for wanted, kind in _KINDS if annotation == wanted), None)
    return Leaf(found) if found else _structure(annotation, owner, key)


def _structure(annotation: Any, owner: type[BaseModel], key: str) -> Node:  # noqa: ANN401 - types of any kind
    plain = _members(_bare(annotation))[0]
    if get_origin(plain) is Annotated:
        return _node(plain, owner, key)
    origin, arguments = get_origin(plain), get_args(plain)
    if origin is tuple:
        return Many(_node(arguments[0], owner, key), bare=get_origin(annotation) is Annotated)
    if origin is dict:
        return Many(_node(arguments[1], owner, key), keyed=True)
    if isinstance(plain, type) and issubclass(plain, Strict):
        return group_of(plain)
    return _simple(plain, origin, arguments)


def _simple(plain: Any, origin: Any, arguments: tuple[Any, ...]) -> Node:  # noqa: ANN401 - types of any kind
    if origin is Literal and arguments == (True,):
        return Constant(value=True)
    if plain is bool:
        return Leaf(YesNo(default=False))
    if plain is int:
        return Leaf(Number(whole=True))
    if getattr(plain, "__name__", "") == "date":
        return Leaf(Day())
    return Leaf(Kind())


@cache
def group_of(model: type[BaseModel]) -> Group:
    """The form of a model with all its fields in their order."""
    hints = get_type_hints(model, include_extras=True)
    return Group(
        model.__name__,
        tuple(_field(model, name, hints[name]) for name in model.model_fields),
        _PICKS.get(model, ()),
        _SHOWN.get(model, {}),
    )


def _field(model: type[BaseModel], name: str, hint: Any) -> Field:  # noqa: ANN401 - types of any kind
    info = model.model_fields[name]
    key = info.alias or name
    nullable = NoneType in get_args(hint)
    members = _members(hint) if nullable else [hint]
    node = _node(members[0], model, key)
    return Field(
        key,
        node,
        model.__name__,
        required=info.is_required() and not nullable,
        optional=isinstance(node, Group) and not info.is_required() and info.default is None and key != "with",
        null=info.is_required() and nullable,
    )


def edition_group() -> Group:
    """The form of a whole edition."""
    return group_of(Edition)
