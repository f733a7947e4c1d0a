"""The inputs of one form: what stands in the file (`base`), what was typed, and what comes out of both.

Whatever was not changed comes out as the very object that stood in the file, so that nothing is lost on the way.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple, Protocol

from django.utils.translation import gettext as _

from quartier.model.base import Path
from quartier.portal.edition_form.kinds import MAX_TEXT, MISSING, Area, Boxes, Kind, Options, Texts, WrongTextError

MAX_ROWS, MAX_NESTING = 200, 14
FOLDED = 8


class HostileError(Exception):
    """A request that no form of ours sends; nothing of it is taken."""


class Posted(Protocol):
    """What the browser sent, as Django's QueryDict has it."""

    def getlist(self, key: str) -> list[Any]:
        """All values of a field."""

    def __contains__(self, key: object) -> bool:
        """Whether the field was sent."""

    def __iter__(self) -> Iterator[str]:
        """The names of the fields."""


class Mistake(NamedTuple):
    """Something typed that cannot be taken over, at the field with this name."""

    name: str
    text: str


@dataclass(slots=True)
class Context:
    """What all inputs of a form share. `sources`: those of the document; `post`: what was sent, None at first."""

    bind: Callable[..., Bound]
    post: Posted | None = None
    sources: list[tuple[str, str]] = field(default_factory=list)

    def sent(self, marker: str) -> Posted | None:
        """What was sent if it has this field."""
        return self.post if self.post is not None and marker in self.post else None

    def texts(self, name: str) -> Texts:
        """The values of a field with plain line ends. Raises HostileError for what nobody types."""
        found = tuple(str(text).replace("\r\n", "\n") for text in (self.post.getlist(name) if self.post else ()))
        if any("\0" in text or len(text) > MAX_TEXT for text in found):
            raise HostileError
        return found

    def text(self, name: str) -> str:
        """The first value of a field, empty where there is none."""
        return next(iter(self.texts(name)), "")


@dataclass(slots=True)
class Bound(ABC):
    """One input or group of them. `fresh`: the page that was sent did not show it."""

    ctx: Context
    base: object
    name: str = ""
    path: Path = ()
    fresh: bool = False
    label: Any = ""
    help: Any = ""
    required: bool = False
    focus: bool = False
    problems: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    template: ClassVar[str] = ""

    def place(self, name: str, path: Path) -> None:
        """Take a name in the form and a path in the file; the same for everything inside."""
        self.name, self.path = name, path

    @abstractmethod
    def value(self) -> object:
        """What belongs into the file, MISSING for nothing."""

    def mistakes(self) -> Iterator[Mistake]:
        """What cannot be taken over."""
        return iter(())

    def children(self) -> Iterable[Bound]:
        """The inputs inside that are shown."""
        return ()

    def sends(self) -> Iterator[tuple[str, str]]:
        """What a browser sends for it, unchanged."""
        return iter(())

    @property
    def empty(self) -> bool:
        """Whether the file says nothing and nothing was typed."""
        return self.base is MISSING

    @property
    def faulty(self) -> bool:
        """Whether something is wrong. `wrong`: it cannot be read; `problems`: what the checks found."""
        return bool(self.problems or self.wrong)

    @property
    def id(self) -> str:
        """The id of its element in the page."""
        return f"id_{self.name}"

    @property
    def first_id(self) -> str:
        """The id of the element that a link from the summary leads to."""
        return self.id

    @property
    def described(self) -> str:
        """The ids of its help and its problems, for screen readers."""
        return " ".join([*([f"{self.id}-help"] if self.help else []), *([f"{self.id}-error"] if self.faulty else [])])

    def walk(self) -> Iterator[Bound]:
        """Itself and everything shown inside."""
        yield self
        for child in self.children():
            yield from child.walk()


@dataclass(slots=True)
class BoundLeaf(Bound):
    """A single value."""

    kind: Kind = field(default_factory=Kind)
    typed: Texts = ()
    null: bool = False
    redraw: bool = False

    @classmethod
    def bind(cls, kind: Kind, base: object, ctx: Context, name: str) -> BoundLeaf:
        """As typed, otherwise as it stands."""
        sent = ctx.sent(name) is not None
        typed = ctx.texts(name) if sent else kind.show(base)
        if isinstance(kind, Boxes):
            typed = tuple(text for text in typed if text)
        return cls(ctx, base, name, fresh=ctx.post is not None and not sent, kind=kind, typed=typed)

    @property
    def template(self) -> str:  # type: ignore[override] # depends on the kind
        """The template that draws it; text with several lines needs an area."""
        widget = "area" if self.kind.widget == "line" and "\n" in self.text else self.kind.widget
        return f"edition_form/{widget}.html"

    @property
    def text(self) -> str:
        """The one text."""
        return self.typed[0] if self.typed else ""

    @property
    def as_day(self) -> bool:
        """Whether the browser's own input for days can show the text."""
        return not self.text or (len(self.text) == len("2026-12-31") and self.text[4] == self.text[7] == "-")

    @property
    def rows(self) -> int:
        """How many lines the area shows."""
        return max(2, min(12, 1 + self.text.count("\n") + len(self.text) // 90))

    def value(self) -> object:
        """What stood there where nothing changed, otherwise what was typed; None where that cannot be read."""
        if self._unchanged():
            return None if self.base is MISSING and self.null else self.base
        try:
            found = self._read()
        except WrongTextError:
            return self.base
        return None if found is MISSING and self.null else found

    def mistakes(self) -> Iterator[Mistake]:
        """What was typed and is no value."""
        if not self._unchanged():
            try:
                self._read()
            except WrongTextError as error:
                yield Mistake(self.name, str(error))

    def _unchanged(self) -> bool:
        shown = self.kind.show(self.base)
        if isinstance(self.kind, Boxes):
            return set(self.typed) == set(shown)
        return self.typed == shown or (not isinstance(self.kind, Area) and self._plain() == tuple(shown))

    def _plain(self) -> Texts:
        return tuple(text.strip() for text in self.typed) or ("",)

    def _read(self) -> object:
        found = self.kind.read(self.typed)
        if self.kind.widget in {"select", "boxes", "source"} and found is not MISSING:
            known = {key for key, _label in self.choices}
            if not set(self.typed if isinstance(self.kind, Boxes) else self._plain()) <= known:
                raise WrongTextError(_("Bitte wählen Sie etwas aus der Liste."))
        if isinstance(self.kind, Boxes) and isinstance(found, list):
            standing = [text for text in self.kind.show(self.base) if text in found]
            return [*standing, *(text for text in found if text not in standing)]
        return found

    @property
    def choices(self) -> Options:
        """What can be chosen; a strange value that stands in the file stays possible."""
        options = [("", _("bitte wählen")), *self.ctx.sources] if self.kind.widget == "source" else self.kind.options()
        known = {key for key, _label in options}
        strange = [text for text in self.kind.show(self.base) if text and text not in known]
        return [*options, *((text, _("%(key)s (unbekannt)") % {"key": text}) for text in strange)]

    @property
    def marked(self) -> list[tuple[str, object, bool]]:
        """The choices, each with whether it is chosen."""
        chosen = set(self.typed)
        return [(key, label, key in chosen) for key, label in self.choices]

    @property
    def folded(self) -> bool:
        """Whether there are so many boxes that the chosen ones stand alone at first."""
        return len(self.choices) > FOLDED and not self.faulty

    @property
    def chosen_words(self) -> list[object]:
        """The words of what is chosen."""
        return [label for _key, label, chosen in self.marked if chosen]

    @property
    def empty(self) -> bool:
        """Whether it shows only what is shown where the file says nothing."""
        return self.base in (MISSING, None) and self.typed == self.kind.show(MISSING)

    @property
    def unknown(self) -> bool:
        """Whether „nicht bekannt“ is chosen."""
        return "unknown" in self.typed

    @property
    def first_id(self) -> str:
        """Of the first box, as the group itself takes no focus."""
        if not isinstance(self.kind, Boxes):
            return self.id
        return f"{self.id}-0"

    def sends(self) -> Iterator[tuple[str, str]]:
        """Its texts; boxes send an empty one in front, so that „none“ can be told from „not shown“."""
        if isinstance(self.kind, Boxes):
            chosen = set(self.typed)
            yield self.name, ""
            yield from ((self.name, key) for key, _label in self.choices if key in chosen)
        else:
            yield self.name, self.text
            if self.kind.widget == "partial" and self.unknown:
                yield self.name, "unknown"


@dataclass(slots=True)
class BoundWords(Bound):
    """A text in German and English."""

    de: str = ""
    en: str = ""
    long: bool = False
    template: ClassVar[str] = "edition_form/words.html"

    @classmethod
    def bind(cls, long: bool, base: object, ctx: Context, name: str) -> BoundWords:  # noqa: FBT001 - the node itself
        """As typed, otherwise as it stands."""
        sent = ctx.sent(f"{name}.de") is not None
        german, english = (ctx.text(f"{name}.de"), ctx.text(f"{name}.en")) if sent else _shown_words(base)
        long = long or "\n" in german + english
        return cls(ctx, base, name, fresh=ctx.post is not None and not sent, de=german, en=english, long=long)

    @property
    def rows(self) -> int:
        """How many lines the areas show."""
        return max(2, min(8, 1 + max(len(self.de), len(self.en)) // 80))

    def value(self) -> object:
        """Plain German text, or both where there is English."""
        if (self.de, self.en) == _shown_words(self.base):
            return self.base
        german, english = self.de.strip(), self.en.strip()
        if english or (isinstance(self.base, dict) and german):
            return {"de": german, **({"en": english} if english else {})}
        return german or MISSING

    @property
    def empty(self) -> bool:
        """Whether there is no text."""
        return self.base in (MISSING, None) and not self.de and not self.en

    @property
    def first_id(self) -> str:
        """Of the German text."""
        return f"{self.id}.de"

    def sends(self) -> Iterator[tuple[str, str]]:
        """Both texts."""
        yield f"{self.name}.de", self.de
        yield f"{self.name}.en", self.en


def _shown_words(base: object) -> tuple[str, str]:
    if isinstance(base, dict):
        return _string(base.get("de")), _string(base.get("en"))
    return _string(base), ""


def _string(value: object) -> str:
    return "" if value is None or value is MISSING or isinstance(value, dict | list) else str(value)


@dataclass(slots=True)
class BoundConstant(Bound):
    """Is there or not, as its group was chosen."""

    constant: object = True
    on: bool = False
    template: ClassVar[str] = "edition_form/constant.html"

    def value(self) -> object:
        """The constant, or what stood there if that is the same."""
        if not self.on:
            return MISSING
        return self.base if self.base is not MISSING else self.constant

    @property
    def empty(self) -> bool:
        """A constant shows nothing."""
        return True


def entries_of(base: object, *, keyed: bool, bare: bool) -> list[tuple[str, object]]:
    """The entries of a list or mapping of the file with their keys (empty in lists)."""
    if keyed:
        return [(str(key), value) for key, value in base.items()] if isinstance(base, dict) else []
    if bare and isinstance(base, dict):
        return [("", base)]
    return [("", value) for value in base] if isinstance(base, list | tuple) else []


def origins(ctx: Context, marker: str, count: int) -> Sequence[int | None]:
    """Which entry of the file each row was, None for new ones. Raises HostileError for too many rows."""
    found: list[int | None] = []
    for text in ctx.texts(marker):
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None  # noqa: PLR2004 - three digits
        found.append(number if number is not None and number < count and number not in found else None)
    if len(found) > MAX_ROWS:
        raise HostileError
    return found
