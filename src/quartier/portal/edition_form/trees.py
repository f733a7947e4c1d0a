"""The condition builder: groups inside groups of comparisons, each with the inputs its fact needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from quartier.catalogue.wording import condition_words
from quartier.model.base import Path
from quartier.model.conditions import Condition, Operator
from quartier.model.vocabulary import Fact
from quartier.portal.edition_form import facts
from quartier.portal.edition_form.bound import (
    MAX_NESTING,
    Bound,
    BoundLeaf,
    Context,
    HostileError,
    Mistake,
    origins,
)
from quartier.portal.edition_form.kinds import MISSING, WrongTextError, YesNo

GROUPS = ("all", "any", "not")
_CONDITION: TypeAdapter[object] = TypeAdapter(Condition)
_OPERATORS = tuple(operator.value for operator in Operator)


@dataclass(slots=True)
class BoundTree(Bound):
    """A condition. `kind`: `fact` for a comparison, `all`, `any` or `not` for a group, empty for none."""

    kind: str = ""
    fact_text: str = ""
    operator: str = ""
    wanted: BoundLeaf | None = None
    parts: list[BoundTree] = field(default_factory=list)
    origin: int | None = None
    inside: bool = False
    template: ClassVar[str] = "edition_form/tree.html"

    @classmethod
    def bind(cls, base: object, ctx: Context, name: str, depth: int = 0) -> BoundTree:
        """As sent, otherwise as it stands."""
        if ctx.post is not None and depth > MAX_NESTING:
            raise HostileError
        made = cls(ctx, base, name, inside=depth > 0)
        sent = ctx.sent(f"{name}.kind") is not None
        made.fresh = ctx.post is not None and not sent
        made.kind = ctx.text(f"{name}.kind") if sent else _kind(base)
        made.kind = made.kind if made.kind in {*GROUPS, "fact"} else ""
        made._bind_parts(sent, depth)
        made._bind_comparison(sent)
        return made

    def _bind_parts(self, sent: bool, depth: int) -> None:  # noqa: FBT001 - where from
        entries = _parts(self.base)
        numbers = origins(self.ctx, f"{self.name}.parts.row", len(entries)) if sent else range(len(entries))
        for place, number in enumerate(numbers):
            base = entries[number] if number is not None else MISSING
            part = BoundTree.bind(base, self.ctx, f"{self.name}.parts.{place}", depth + 1)
            part.origin = number
            self.parts.append(part)

    def _bind_comparison(self, sent: bool) -> None:  # noqa: FBT001 - where from
        base = self.base if isinstance(self.base, dict) else {}
        standing = _standing(base)
        self.fact_text = self.ctx.text(f"{self.name}.fact") if sent else _fact_text(base)
        self.operator = self.ctx.text(f"{self.name}.op") if sent else standing
        possible = [operator.value for operator in facts.operators(self.fact, standing)]
        if self.operator not in possible:
            self.operator = possible[0] if possible else standing
        operator = Operator(self.operator) if self.operator else None
        kind = facts.kind_of(self.fact, operator)
        # another fact begins without a value, another way of comparing keeps it
        value = base.get(standing, MISSING) if self._same_fact() else MISSING
        self.wanted = BoundLeaf.bind(kind, value, self.ctx, f"{self.name}.value")
        self.wanted.label = _("Wert")
        self.wanted.help = _("Eines je Zeile.") if kind.widget == "lines" else ""
        if sent and self.kind == "fact" and self.ctx.text(f"{self.name}.shown") != self.shown_kind:
            self.fresh = True
            if self.ctx.text(f"{self.name}.shown").partition("|")[0] != self.fact_key:
                self.wanted.typed = kind.show(value)

    def _same_fact(self) -> bool:
        base = self.base if isinstance(self.base, dict) else {}
        return self.fact_text.strip() == _fact_text(base) or self.fact_key == base.get("fact", MISSING)

    @property
    def fact_key(self) -> str:
        """The fact that is meant; empty while it is none."""
        try:
            return facts.key_of(self.fact_text) if self.fact_text.strip() else ""
        except WrongTextError:
            return ""

    @property
    def fact(self) -> Fact | None:
        """What the vocabulary says of the fact."""
        return facts.vocabulary().facts.get(self.fact_key)

    @property
    def fact_type(self) -> object:
        """What kind of values the fact has."""
        return facts.TYPES[self.fact.type] if self.fact else ""

    @property
    def shown_kind(self) -> str:
        """For which fact the input of the value was drawn, and as what."""
        return f"{self.fact_key}|{self.wanted.kind.widget if self.wanted else ''}"

    @property
    def operators(self) -> list[tuple[str, object, bool]]:
        """How the fact can be compared."""
        standing = _standing(self.base if isinstance(self.base, dict) else {})
        found = facts.operators(self.fact, standing)
        return [(one.value, facts.OPERATORS[one], one == self.operator) for one in found]

    @property
    def yes_no(self) -> bool:
        """Whether there is only one way to compare, which needs no choice."""
        return self.wanted is not None and isinstance(self.wanted.kind, YesNo) and len(self.operators) == 1

    @property
    def kinds(self) -> list[tuple[str, object, bool]]:
        """What a group can mean."""
        words = (
            ("all", _("alle davon müssen gelten")),
            ("any", _("mindestens eines davon muss gelten")),
            ("not", _("das darf nicht gelten")),
        )
        return [(key, label, key == self.kind) for key, label in words]

    def place(self, name: str, path: Path) -> None:
        """Parts are named by their place, whatever the group means."""
        self.name, self.path = name, path
        if self.wanted is not None:
            self.wanted.place(f"{name}.value", (*path, self.operator))
        for number, part in enumerate(self.parts):
            inside: Path = (*path, "not") if self.kind == "not" else (*path, self.kind, number)
            part.place(f"{name}.parts.{number}", inside)

    def children(self) -> Iterable[Bound]:
        """The parts of a group, the value of a comparison."""
        if self.kind in GROUPS:
            return self.parts
        return [self.wanted] if self.kind == "fact" and self.wanted is not None else []

    def value(self) -> object:
        """The condition as files write it; the same object where nothing changed."""
        if self.kind in GROUPS:
            return self._group_value()
        return self._comparison_value() if self.kind == "fact" else self._none()

    def _none(self) -> object:
        return self.base if _kind(self.base) == "" else MISSING

    def _group_value(self) -> object:
        values = [value for value in (part.value() for part in self.parts) if value is not MISSING]
        standing = _parts(self.base)
        same = len(values) == len(standing) and all(a is b for a, b in zip(values, standing, strict=True))
        if same and self.kind == _kind(self.base):
            return self.base
        if self.kind == "not":
            return {"not": values[0] if len(values) == 1 else {"all": values}} if values else MISSING
        return {self.kind: values} if values or not self.inside else MISSING

    def _comparison_value(self) -> object:
        base = self.base if isinstance(self.base, dict) else {}
        standing = _standing(base)
        wanted = self.wanted.value() if self.wanted else MISSING
        if self._same_fact() and self.operator == standing and wanted is base.get(standing, MISSING):
            return self.base
        if not self.fact_text.strip():
            return MISSING
        key = self.fact_key or self.fact_text.strip()
        return {"fact": key, **({self.operator: wanted} if self.operator and wanted is not MISSING else {})}

    def mistakes(self) -> Iterator[Mistake]:
        """A fact nobody knows, a value that cannot be read."""
        if self.kind in GROUPS:
            for part in self.parts:
                yield from part.mistakes()
        elif self.kind == "fact" and self.fact_text.strip():
            base = self.base if isinstance(self.base, dict) else {}
            if not self.fact_key and self.fact_text != _fact_text(base):
                try:
                    facts.key_of(self.fact_text)
                except WrongTextError as error:
                    yield Mistake(f"{self.name}.fact", str(error))
            elif self.wanted is not None:
                yield from self.wanted.mistakes()

    @property
    def words(self) -> str:
        """The condition in words; empty while it is not complete."""
        value = self.value()
        try:
            tree = _CONDITION.validate_python(value)
        except ValidationError:
            return ""
        return condition_words(tree, facts.vocabulary())  # type: ignore[arg-type] # the adapter's own type

    @property
    def empty(self) -> bool:
        """Whether there is no condition."""
        return self.base is MISSING and not self.kind

    @property
    def first_id(self) -> str:
        """Of the fact, or of what the group means."""
        return f"{self.id}.fact" if self.kind == "fact" else f"{self.id}.kind" if self.kind else f"{self.id}-add"

    def sends(self) -> Iterator[tuple[str, str]]:
        """What it is, and its parts."""
        yield f"{self.name}.kind", self.kind
        if self.kind == "fact":
            yield f"{self.name}.fact", self.fact_text
            yield f"{self.name}.op", self.operator
            yield f"{self.name}.shown", self.shown_kind
            yield from self.wanted.sends() if self.wanted else ()
        for part in self.parts if self.kind in GROUPS else ():
            yield f"{self.name}.parts.row", "" if part.origin is None else str(part.origin)
            yield from part.sends()


def _kind(base: object) -> str:
    if not isinstance(base, dict):
        return ""
    return next((key for key in GROUPS if key in base), "fact" if "fact" in base else "")


def _parts(base: object) -> list[object]:
    kind = _kind(base)
    if kind not in GROUPS or not isinstance(base, dict):
        return []
    inside = base[kind]
    if kind == "not":
        return [inside]
    return list(inside) if isinstance(inside, list | tuple) else []


def _standing(base: dict[str, object]) -> str:
    """The operator that stands in the file."""
    return next((key for key in base if key in _OPERATORS), "")


def _fact_text(base: dict[str, object]) -> str:
    fact = base.get("fact", "")
    return facts.label_of(fact) if isinstance(fact, str) else str(fact)
