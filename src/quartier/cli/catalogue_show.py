"""One edition for reading: what it pays, to whom, under which conditions, with a numbered source for every rule."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quartier.catalogue.differences import CONFIDENCE
from quartier.catalogue.paying import ASK, paying
from quartier.catalogue.store import Catalogue
from quartier.catalogue.wording import (
    INTAKE,
    UNKNOWN,
    combining_words,
    labels,
    round_words,
    validity_words,
    yearly_words,
)
from quartier.cli.console import Lines, heading, terminal
from quartier.model.edition import Block, Edition, Remark, Requirement, Source

LABEL_WIDTH = 20
"""Columns for the name of an aspect of what is paid."""

NARROW = 60
"""In fewer columns words do not fit beside their label."""


def show_edition(edition: Edition, catalogue: Catalogue, day: dt.date) -> None:
    """Print the whole edition."""
    _View(edition, catalogue, day).show()


class _View:
    """Prints one edition."""

    def __init__(self, edition: Edition, catalogue: Catalogue, day: dt.date) -> None:
        self.edition, self.catalogue, self.day = edition, catalogue, day
        self.words = catalogue.vocabulary
        self.console = terminal()
        self.lines = Lines(self.console)
        self.numbers = {name: number for number, name in enumerate(edition.sources, start=1)}

    def show(self) -> None:
        self._head()
        for number, block in enumerate(self.edition.blocks, start=1):
            self._block(number, block)
        self._requirements("Bedingungen für alle Bausteine", self.edition.conditions)
        self._deadlines()
        self._combining()
        self._unknown()
        self._remarks("So geht der Antrag", self.edition.steps)
        self._remarks("Hinweise", self.edition.remarks)
        self._remarks("Wie es weitergeht", [self.edition.follow_up] if self.edition.follow_up else [])
        self._list("Beispielvorhaben", [text.de for text in self.edition.examples])
        self._easy()
        self._sources()

    def _head(self) -> None:
        edition = self.edition
        self.lines.add(edition.name.de, style="bold")
        level = self.words.label("levels", edition.level)
        in_force = "heute in Kraft" if edition.valid.covers(self.day) else "heute nicht in Kraft"
        valid = f"gilt {validity_words(edition.valid)} ({in_force})"
        self.lines.add(f"{edition.programme} · Ausgabe {edition.edition} · {level} · {valid}")
        others = [entry.edition for entry in self.catalogue.by_programme[edition.programme] if entry.key != edition.key]
        if others:
            self.lines.add(f"Andere Ausgaben: {', '.join(others)}", style="dim")
        self.lines.add("")
        self.lines.add(edition.summary.de)
        self.lines.add("")
        self.lines.show()
        self._pairs(self._facts())
        self.lines.show()

    def _facts(self) -> Iterable[tuple[str, str]]:
        edition = self.edition
        yield "Geldgeber", edition.funder
        yield "Zuständig", ", ".join(filter(None, (edition.authority.name, edition.authority.url)))
        yield from (("Programmseite", edition.url),) if edition.url else ()
        yield from (("Grundlage", edition.legal_basis),) if edition.legal_basis else ()
        yield "Handlungsfelder", labels("topics", edition.topics, self.words)
        if edition.target_groups:
            yield "Zielgruppen", labels("target_groups", edition.target_groups, self.words)
        yield "Verlässlichkeit", CONFIDENCE[edition.confidence]

    def _pairs(self, pairs: Iterable[tuple[str, str]], indent: int = 0) -> None:
        """Labels and their words beside them, with hanging indent; one after the other where there is no room."""
        if self.console.width < NARROW:
            for label, words in pairs:
                self.lines.add(f"{label}: {words}", indent)
            return
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=LABEL_WIDTH, no_wrap=True, style="dim")
        grid.add_column(overflow="fold")
        for label, words in pairs:
            grid.add_row(label, words)
        self.console.print(Padding(grid, (0, 0, 0, indent)))

    def _title(self, title: str) -> None:
        self.console.print(heading(title))

    def _cited(self, text: str, source: str | None) -> str:
        return f"{text} [{self.numbers[source]}]" if source else text

    def _block(self, number: int, block: Block) -> None:
        count = len(self.edition.blocks)
        self._title(f"Baustein {number} von {count}: {block.name.de}" if count > 1 else f"Baustein: {block.name.de}")
        self._pairs([pair for pair in paying(block.pays, self.words).items() if pair[1] != ASK], 2)
        if block.note:
            self.lines.add(self._cited(block.note.de, block.source), 2)
        elif block.source:
            self.lines.add(f"Quelle [{self.numbers[block.source]}]", 2, "dim")
        for requirement in block.conditions:
            self._point(requirement.text.de, requirement.source)
        self.lines.show()

    def _point(self, text: str, source: str | None) -> None:
        self.lines.add(self._cited(text, source), 2, mark=("•", "dim"))

    def _list(self, title: str, texts: Iterable[str], sources: Iterable[str | None] = ()) -> None:
        points = list(texts)
        if not points:
            return
        self._title(title)
        cited = [*sources] or [None] * len(points)
        for text, source in zip(points, cited, strict=True):
            self._point(text, source)
        self.lines.show()

    def _requirements(self, title: str, entries: Iterable[Requirement]) -> None:
        found = list(entries)
        self._list(title, [entry.text.de for entry in found], [entry.source for entry in found])

    def _remarks(self, title: str, remarks: Iterable[Remark]) -> None:
        found = list(remarks)
        self._list(title, [remark.text.de for remark in found], [remark.source for remark in found])

    def _deadlines(self) -> None:
        intake = self.edition.intake
        self._title("Fristen")
        self.lines.add(f"Anträge: {INTAKE[intake.kind]}", 2)
        for entry in intake.rounds:
            note = f" ({entry.note.de.rstrip('.')})" if entry.note else ""
            past = ", vorbei" if entry.closes < self.day else ""
            self._point(f"{round_words(entry)}{past}{note}", entry.source)
        for day in intake.yearly:
            note = f" ({day.note.de.rstrip('.')})" if day.note else ""
            self._point(f"jedes Jahr {yearly_words(day)}{note}", day.source)
        if intake.decision_months is not None:
            self.lines.add(f"Entschieden wird nach etwa {intake.decision_months} Monaten.", 2)
        if intake.note:
            self.lines.add(intake.note.de, 2)
        self.lines.show()

    def _combining(self) -> None:
        rules = self.edition.combining
        texts = [f"{combining_words(rule, self.words)}. {rule.text.de if rule.text else ''}".rstrip() for rule in rules]
        self._list("Mit anderem Geld verbinden", texts, [rule.source for rule in rules])

    def _unknown(self) -> None:
        self._list(
            f"Nicht bekannt, bitte erfragen bei: {self.edition.authority.name}",
            [UNKNOWN.get(name, name) for name in self.edition.unknown],
        )

    def _easy(self) -> None:
        if self.edition.easy:
            self._title("In Leichter Sprache")
            for line in self.edition.easy.splitlines():
                self.lines.add(line, 2)
            self.lines.show()

    def _sources(self) -> None:
        self._title("Quellen")
        grid = Table.grid(padding=(0, 1, 0, 0))
        grid.add_column(no_wrap=True, justify="right", style="dim")
        grid.add_column(overflow="fold")
        for name, source in self.edition.sources.items():
            grid.add_row(f"[{self.numbers[name]}]", _source(source))
        self.console.print(grid)


def _source(source: Source) -> Text:
    read = "Stand unbekannt" if source.as_of == "unknown" else f"Stand {german_as_of(source.as_of)}"
    text = Text(f"{source.title}, {read}")
    return text.append(f"\n{source.url}", "dim") if source.url else text


def german_as_of(as_of: str) -> str:
    """`06.2025` for `2025-06`, `30.06.2025` for `2025-06-30`, a year as it is."""
    return ".".join(reversed(as_of.split("-")))
