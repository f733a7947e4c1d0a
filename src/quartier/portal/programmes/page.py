"""One edition as its page shows it: every rule with its source, partners by name, what nobody knows with who does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.catalogue.differences import Change, differences
from quartier.catalogue.paying import ASK, paying
from quartier.catalogue.store import Catalogue
from quartier.catalogue.wording import UNKNOWN, combining_words, partner_words
from quartier.model.base import Text
from quartier.model.combining import Combining, Rule
from quartier.model.edition import Block, Edition, Remark, Requirement, Source
from quartier.portal.programmes.figures import Figures, figures
from quartier.portal.programmes.glossary import ASPECTS, Aspect

RULE_HELP: dict[Rule, Promise] = {
    Rule.NOT_SAME_ITEM: _("Beides ist möglich, aber jede Rechnung darf nur bei einem Programm angesetzt werden."),
    Rule.NOT_SAME_PROJECT: _("Für ein Vorhaben geht nur eines von beiden."),
    Rule.TOTAL_SHARE: _("Alles Geld zusammen darf diesen Teil der Kosten nicht übersteigen."),
    Rule.ALLOWED: _("Beides zusammen ist erlaubt."),
    Rule.UNKNOWN: _("Keine Quelle sagt etwas dazu. Fragen Sie vor dem Antrag."),
    Rule.LAST_RESORT: _("Zuerst müssen Sie anderes Geld nutzen, das Sie bekommen können."),
    Rule.REQUIRES: _("Sie brauchen das andere Programm auch."),
    Rule.FOLLOWS: _("Erst kommt das andere Programm, dann dieses."),
}
_TONES = {Rule.ALLOWED: "success", Rule.UNKNOWN: "info", Rule.NOT_SAME_PROJECT: "danger"}


@dataclass(frozen=True, slots=True)
class Cited:
    """A statement and where it was read."""

    text: Text
    source: Source | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """One aspect of what is paid: its name with explanation, and the words of the catalogue."""

    aspect: Aspect
    words: str


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block: what it pays, what it asks for beyond the rest of the programme."""

    block: Block
    phrases: tuple[Phrase, ...]
    asks: tuple[Promise, ...]
    conditions: tuple[Cited, ...]
    source: Source | None


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule on other money; `url` leads to the other programme where the catalogue has it."""

    partner: Text | str
    url: str
    words: str
    help: Promise
    tone: str
    text: Text | None
    source: Source | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A round or the next of a yearly deadline."""

    opens: dt.date | None
    closes: dt.date
    start_from: dt.date | None
    yearly: bool
    past: bool
    note: Text | None
    source: Source


@dataclass(frozen=True, slots=True)
class Step:
    """From one edition to the next: what changed."""

    old: Edition
    new: Edition
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything the page of one edition shows."""

    edition: Edition
    figures: Figures
    day: dt.date
    newest: bool
    others: tuple[Edition, ...]
    blocks: tuple[BlockView, ...]
    conditions: tuple[Cited, ...]
    deadlines: tuple[Deadline, ...]
    rules: tuple[RuleView, ...]
    unknown: tuple[str, ...]
    steps: tuple[Cited, ...]
    remarks: tuple[Cited, ...]
    follow_up: Cited | None
    history: tuple[Step, ...]


def page_of(edition: Edition, catalogue: Catalogue, day: dt.date) -> PageView:
    """The page of an edition on a day."""
    editions = catalogue.by_programme[edition.programme]
    pairs = list(pairwise(editions))
    return PageView(
        edition=edition,
        figures=figures(edition, catalogue, day),
        day=day,
        newest=edition is editions[-1],
        others=tuple(other for other in reversed(editions) if other is not edition),
        blocks=tuple(_block(block, edition, catalogue) for block in edition.blocks),
        conditions=_cited(edition.conditions, edition),
        deadlines=tuple(_deadlines(edition, day)),
        rules=tuple(_rule(rule, edition, catalogue) for rule in edition.combining),
        unknown=tuple(UNKNOWN.get(name, name) for name in edition.unknown),
        steps=_cited(edition.steps, edition),
        remarks=_cited(edition.remarks, edition),
        follow_up=_cited([edition.follow_up], edition)[0] if edition.follow_up else None,
        history=tuple(Step(old, new, differences(old, new, catalogue.vocabulary)) for old, new in reversed(pairs)),
    )


def _cited(entries: Iterable[Requirement | Remark], edition: Edition) -> tuple[Cited, ...]:
    return tuple(Cited(entry.text, edition.sources[entry.source]) for entry in entries)


def _block(block: Block, edition: Edition, catalogue: Catalogue) -> BlockView:
    words = paying(block.pays, catalogue.vocabulary)
    return BlockView(
        block=block,
        phrases=tuple(Phrase(ASPECTS[label], text) for label, text in words.items() if text != ASK),
        asks=tuple(ASPECTS[label].name for label, text in words.items() if text == ASK),
        conditions=_cited(block.conditions, edition),
        source=edition.sources[block.source] if block.source else None,
    )


def _deadlines(edition: Edition, day: dt.date) -> Iterator[Deadline]:
    for entry in edition.intake.rounds:
        source = edition.sources[entry.source]
        yield Deadline(entry.opens, entry.closes, entry.start_from, False, entry.closes < day, entry.note, source)  # noqa: FBT003 - a field of data
    for yearly in edition.intake.yearly:
        closes = yearly.on_or_after(day)
        yield Deadline(None, closes, None, True, False, yearly.note, edition.sources[yearly.source])  # noqa: FBT003 - as above


def _rule(rule: Combining, edition: Edition, catalogue: Catalogue) -> RuleView:
    name = rule.programme or (rule.with_.programme if rule.with_ else None)
    other = catalogue.latest(name) if name else None
    lead = partner_words(rule, catalogue.vocabulary)
    return RuleView(
        partner=other.name if other else lead,
        url=reverse("programmes:detail", args=[name]) if other else "",
        words=combining_words(rule, catalogue.vocabulary).removeprefix(f"{lead}: "),
        help=RULE_HELP[rule.rule],
        tone=_TONES.get(rule.rule, "warning"),
        text=rule.text,
        source=edition.sources[rule.source] if rule.source else None,
    )
