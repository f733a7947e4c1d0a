"""The sections in which people change an edition, and which fields of the format each of them has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quartier.model.edition import Block
from quartier.portal.edition_form.schema import Group, Many, Node, edition_group, group_of

_BLOCK = re.compile(r"^baustein-([1-9]\d{0,2})$")


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form. `block`: which Förderbaustein it is about, counted from 0."""

    slug: str
    title: object
    lead: object
    fields: tuple[str, ...] = ()
    block: int | None = None

    @property
    def cites(self) -> bool:
        """Whether rules of the section name sources, so that a new one may be needed."""
        return self.slug not in {"grunddaten", "themen", "bausteine", "quellen"}

    def group(self) -> Group:
        """The form of the section."""
        if self.block is not None:
            return group_of(Block)
        group = edition_group().only(*self.fields)
        if self.slug != "bausteine":
            return group
        only = tuple(_short_blocks(one.node) if one.key == "blocks" else one.node for one in group.fields)
        fields = tuple(
            type(one)(one.key, node, one.owner, one.required, one.optional, one.null)
            for one, node in zip(group.fields, only, strict=True)
        )
        return Group(group.name, fields)


def _short_blocks(node: Node) -> Node:
    if not isinstance(node, Many) or not isinstance(node.item, Group):
        raise TypeError(node)
    return Many(node.item.only("name", "id"))


SECTIONS: tuple[Section, ...] = (
    Section(
        "grunddaten",
        gettext_lazy("Grunddaten"),
        gettext_lazy("Wie das Programm heißt, wer das Geld gibt und wie lange die Regeln gelten."),
        (
            *("name", "programme", "edition", "valid", "level", "funder", "authority"),
            *("url", "legal_basis", "confidence", "format"),
        ),
    ),
    Section(
        "texte",
        gettext_lazy("Texte und Leichte Sprache"),
        gettext_lazy("Was Leserinnen und Leser zuerst sehen. Schreiben Sie eigene, kurze Sätze."),
        ("summary", "easy", "examples", "follow_up"),
    ),
    Section(
        "themen",
        gettext_lazy("Themen und Suche"),
        gettext_lazy("Damit man das Programm findet."),
        ("topics", "target_groups", "keywords"),
    ),
    Section(
        "fristen",
        gettext_lazy("Fristen und Antrag"),
        gettext_lazy("Wann man einen Antrag stellen kann und welche Schritte dazu gehören."),
        ("intake", "steps"),
    ),
    Section(
        "bedingungen",
        pgettext_lazy("edition", "Bedingungen"),
        gettext_lazy("Was für alle Bausteine gelten muss. Was nur für einen gilt, steht bei ihm."),
        ("conditions",),
    ),
    Section(
        "bausteine",
        gettext_lazy("Bausteine"),
        gettext_lazy("Was man beantragen kann. Jeder Baustein hat seine eigene Seite."),
        ("blocks",),
    ),
    Section(
        "kombination",
        gettext_lazy("Kombination"),
        gettext_lazy("Was mit anderem Geld zusammen geht und was nicht."),
        ("combining",),
    ),
    Section(
        "hinweise",
        gettext_lazy("Hinweise und Unbekanntes"),
        gettext_lazy("Was die Quellen sonst sagen, und was keine sagt."),
        ("remarks", "unknown"),
    ),
    Section(
        "quellen",
        gettext_lazy("Quellen"),
        gettext_lazy("Woher die Regeln stammen. Jede Regel nennt eine Quelle."),
        ("sources", "sheets"),
    ),
)


def blocks_of(document: dict[str, object]) -> list[object]:
    """The building blocks of a document, however unfinished."""
    blocks = document.get("blocks")
    return list(blocks) if isinstance(blocks, list | tuple) else []


def section_of(slug: str, document: dict[str, object]) -> Section | None:
    """The section with this name; None where the document has none."""
    match = _BLOCK.match(slug)
    if match is None:
        return next((one for one in SECTIONS if one.slug == slug), None)
    number = int(match[1])
    blocks = blocks_of(document)
    return _block_section(number - 1, blocks[number - 1]) if number <= len(blocks) else None


def _block_section(number: int, block: object) -> Section:
    name = block.get("name") if isinstance(block, dict) else None
    german = name.get("de") if isinstance(name, dict) else name
    title = _("Baustein %(number)d: %(name)s") % {"number": number + 1, "name": german or _("ohne Namen")}
    return Section(f"baustein-{number + 1}", title, _("Wer den Baustein bekommt und was er zahlt."), block=number)


def sections_of(document: dict[str, object]) -> list[Section]:
    """All sections in their order, the blocks behind their list."""
    found: list[Section] = []
    for one in SECTIONS:
        found.append(one)
        if one.slug == "bausteine":
            found += [_block_section(number, block) for number, block in enumerate(blocks_of(document))]
    return found


def section_for(path: tuple[str | int, ...], document: dict[str, object]) -> Section:
    """Where something at this place of the file is changed."""
    head = str(path[0]) if path else "programme"
    if head == "blocks" and len(path) > 1 and isinstance(path[1], int):
        return section_of(f"baustein-{path[1] + 1}", document) or _named("bausteine")
    return next((one for one in SECTIONS if head in one.fields), SECTIONS[0])


def _named(slug: str) -> Section:
    return next(one for one in SECTIONS if one.slug == slug)
