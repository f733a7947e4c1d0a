"""One section of an edition as a form: from the document to inputs, from what was sent to the new document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quartier.model.base import Path
from quartier.model.edition import Source
from quartier.portal.edition_form.bound import Bound, Context, HostileError, Mistake, Posted
from quartier.portal.edition_form.groups import BoundGroup, BoundMany, short_name
from quartier.portal.edition_form.kinds import MISSING
from quartier.portal.edition_form.making import bind, context
from quartier.portal.edition_form.schema import Many, group_of
from quartier.portal.edition_form.sections import Section, blocks_of

Document = dict[str, object]
NEW_SOURCES = "new_sources"
CHOICE = "choose."
"""How the choices between two people's values begin."""

_BESIDE = frozenset({"csrfmiddlewaretoken", "op", "revision"})
"""Fields of the page that belong to no input."""


class Told(NamedTuple):
    """Something wrong, with the id of the element to jump to and what that is called."""

    text: str
    target: str
    where: str


class SectionForm:
    """The inputs of a section. `post`: what was sent, None to show the document."""

    def __init__(self, document: Document, section: Section, post: Posted | None = None) -> None:
        """Make all inputs. Raises HostileError for a request that no page of ours sends."""
        self.document, self.section = document, section
        self.ctx: Context = context(post)
        base = blocks_of(document)[section.block] if section.block is not None else document
        root = bind(section.group(), base, self.ctx, "block" if section.block is not None else "")
        new = bind(Many(group_of(Source), keyed=True), MISSING, self.ctx, NEW_SOURCES)
        if not isinstance(root, BoundGroup) or not isinstance(new, BoundMany):
            raise TypeError(root)
        self.root, self.new_sources = root, new
        self._name_sources()
        self.place()
        if post is not None:
            self._refuse_strangers(post)

    def place(self) -> None:
        """Give all inputs their names and paths, again after rows were added, moved or taken away."""
        block = self.section.block
        self.root.place("" if block is None else "block", () if block is None else ("blocks", block))
        self.new_sources.place(NEW_SOURCES, ("sources",))
        self.new_sources.entry = "Quelle"
        self.ctx.sources = self._sources()

    def _sources(self) -> list[tuple[str, str]]:
        standing = self.document.get("sources")
        known = (
            [(str(key), _title(str(key), value)) for key, value in standing.items()]
            if isinstance(standing, dict)
            else []
        )
        return [*known, *((row.key, _typed_title(row.part) or row.key) for row in self.new_sources.rows if row.key)]

    def _name_sources(self) -> None:
        """A new source gets its short name as soon as it has a title, so that rules can name it."""
        standing = self.document.get("sources")
        taken = set(map(str, standing)) if isinstance(standing, dict) else set()
        for row in self.new_sources.rows:
            if not row.key and _typed_title(row.part):
                row.key = short_name(_typed_title(row.part), taken)
            taken.add(row.key)

    def _refuse_strangers(self, post: Posted) -> None:
        known = {name for name, _text in self._all_names()}
        if any(name not in known and not name.startswith(("pick-", CHOICE)) for name in post if name not in _BESIDE):
            raise HostileError

    def _all_names(self) -> Iterator[tuple[str, str]]:
        for bound in (self.root, self.new_sources):
            yield from ((name, "") for name in names_of(bound))

    def bounds(self) -> Iterator[Bound]:
        """All inputs that are shown."""
        yield from self.root.walk()
        yield from self.new_sources.walk()

    def sends(self) -> Iterator[tuple[str, str]]:
        """What a browser sends where nothing was changed."""
        yield from self.root.sends()
        if self.section.cites:
            yield from self.new_sources.sends()

    def value(self) -> Document:
        """The whole document with what was typed; the very same one where nothing was changed."""
        part = self.root.value()
        document = self.document
        if self.section.block is None:
            document = part if isinstance(part, dict) else document
        elif part is not blocks_of(document)[self.section.block]:
            blocks = blocks_of(document)
            blocks[self.section.block] = part
            document = {**document, "blocks": blocks}
        new = self.new_sources.value()
        if isinstance(new, dict) and new:
            standing = document.get("sources")
            document = {**document, "sources": {**(standing if isinstance(standing, dict) else {}), **new}}
        return document

    def mistakes(self) -> list[Mistake]:
        """What was typed and cannot be taken over."""
        return [*self.root.mistakes(), *self.new_sources.mistakes()]

    @property
    def incomplete(self) -> bool:
        """Whether choices call for inputs that the page had not shown yet."""
        if self.ctx.post is None:
            return False
        cited = self.new_sources.fresh and self.section.cites
        return cited or any(bound.fresh for bound in self.root.walk())

    def tell(self, problems: Iterable[tuple[Path, str]]) -> tuple[list[Told], list[tuple[Path, str]]]:
        """Show problems at their inputs. Returns those of this section, and those that belong to others."""
        words = self._trails()
        here: list[Told] = []
        others: list[tuple[Path, str]] = []
        for path, message in problems:
            bound, text = self.nearest(path), in_plain_words(message)
            if bound is None:
                others.append((path, text))
            else:
                bound.problems.append(text)
                here.append(Told(text, bound.first_id, words.get(bound.name, "")))
        return here, others

    def tell_mistakes(self, mistakes: Iterable[Mistake]) -> list[Told]:
        """Show at their inputs what cannot be taken over."""
        words = self._trails()
        by_name = {bound.name: bound for bound in self.bounds()}
        told = []
        for name, text in mistakes:
            bound = by_name.get(name) or by_name.get(name.rpartition(".")[0])
            if bound is not None:
                bound.wrong.append(text)
                told.append(Told(text, bound.first_id, words.get(bound.name, "")))
        return told

    def place_of(self, path: Path) -> tuple[str, str]:
        """The id of the element for a place of the file, and what it is called; both empty where there is none."""
        bound = self.nearest(path)
        return (bound.first_id, self._trails().get(bound.name, "")) if bound else ("", "")

    def _trails(self) -> dict[str, str]:
        """For every input what it is called, with the entries it stands in: „Bedingung 2, Quelle“."""
        found: dict[str, str] = {}
        for top in (self.root, self.new_sources):
            _trail(top, (), found)
        return found

    def nearest(self, path: Path) -> Bound | None:
        """The innermost shown input for a place of the file; None where this section does not have it."""
        best: Bound | None = None
        for bound in self.root.walk():
            inside = len(bound.path) <= len(path) and bound.path == path[: len(bound.path)]
            if inside and (best is None or len(bound.path) >= len(best.path)):
                best = bound
        if best is self.root and self.section.block is None:
            return None
        return best


def in_plain_words(message: str) -> str:
    """What a check says of a file, without what only those need who see the file."""
    text = re.sub(r" \(angegeben: ''\)$", "", message)
    if "passt nicht zur erwarteten Form" not in text:
        return text
    if text == message:
        return "hat nicht die erwartete Form" + re.sub(r"^.*?( \(angegeben: .*\))?$", r"\1", text)
    return "fehlt, muss aber angegeben werden"


def _trail(bound: Bound, words: tuple[str, ...], found: dict[str, str]) -> None:
    inside = (*words, str(bound.label)) if bound.label else words
    found[bound.name] = ", ".join(inside[-3:])
    for number, child in enumerate(bound.children(), start=1):
        entry = (*words, f"{bound.entry} {number}") if isinstance(bound, BoundMany) else inside
        _trail(child, entry, found)


def names_of(bound: Bound) -> Iterator[str]:
    """All names that an input and everything inside may send, shown or not."""
    yield from (name for name, _text in bound.sends())
    if isinstance(bound, BoundGroup):
        yield from _group_names(bound)
    elif isinstance(bound, BoundMany):
        for row in bound.rows:
            yield from names_of(row.part)
    else:
        yield from _tree_names(bound)


def _group_names(group: BoundGroup) -> Iterator[str]:
    yield f"{group.name}.open"
    for part in group.parts.values():
        yield from names_of(part)


def _tree_names(bound: Bound) -> Iterator[str]:
    parts = getattr(bound, "parts", None)
    if parts is not None:
        yield from (f"{bound.name}.{name}" for name in ("kind", "fact", "op", "shown", "value", "parts.row"))
        for part in parts:
            yield from names_of(part)


def _title(key: str, source: object) -> str:
    title = source.get("title") if isinstance(source, dict) else None
    return str(title) if title else key


def _typed_title(part: Bound) -> str:
    parts = part.parts if isinstance(part, BoundGroup) else {}
    return getattr(parts.get("title"), "text", "").strip()
