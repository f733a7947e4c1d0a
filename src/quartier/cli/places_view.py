"""Shows municipalities, their facts and imports: tables for people, JSON for programs. Decides nothing."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal

from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.cli.console import terminal
from quartier.matching.wording import german_date, german_number
from quartier.model.conditions import FactValue
from quartier.model.vocabulary import Vocabulary
from quartier.places.facts import PlaceFacts
from quartier.places.finding import Hit, How, nearby
from quartier.places.importing import Imported
from quartier.places.register import Municipality, Register
from quartier.places.states import STATES
from quartier.places.tables import imported_file

_FOUND_BY = {
    How.NAME: "Name",
    How.NAME_AND_COUNTY: "Name und Kreis",
    How.START: "Anfang des Namens",
    How.PART: "Teil des Namens",
    How.SIMILAR: "ähnlicher Name",
    How.KEY: "Schlüssel",
    How.SIMILAR_KEY: "ähnlicher Schlüssel",
    How.POSTAL_CODE: "Postleitzahl",
    How.COUNTY: "Kreisschlüssel",
}
_KEY_DIGITS = 8
_SHOW_PROGRESS_AFTER = 1.0


def municipality_by_key(ags: str, register: Register) -> Municipality:
    """The municipality, or BadInputError with what may be meant."""
    municipality = register.by_ags(ags)
    if municipality is not None:
        return municipality
    name: str | None = None
    if len(ags) != _KEY_DIGITS or not (ags.isascii() and ags.isdecimal()):
        reason, name = "ein Gemeindeschlüssel hat acht Ziffern", ags
    elif ags[:2] in STATES and not register.covers(ags):
        state = STATES[ags[:2]].name
        raise _bad_key(ags, f"das eingebaute Register enthält {state} nicht; `quartier places import` liest alle ein")
    else:
        reason = "diesen Gemeindeschlüssel gibt es im Register nicht"
    similar = "; ".join(f"{place.ags} {place.name}, {place.county_label}" for place in nearby(ags, name, register))
    meant = f"Gemeint ist vielleicht {similar}" if similar else "Suchen mit `quartier places find NAME`"
    raise _bad_key(ags, f"{reason}. {meant}")


def _bad_key(ags: str, reason: str) -> BadInputError:
    return BadInputError([Problem("quartier places show", None, ags, reason)])


def show_hits(query: str, hits: Sequence[Hit], register: Register) -> None:
    """The answer of `places find` as a table."""
    console = terminal()
    if hits:
        console.print(_hits_table(hits))
    else:
        console.print(f"Keine Gemeinde gefunden für „{query}“.")
    if not register.national:
        console.print(
            "Enthalten ist nur Baden-Württemberg; alle Länder liest `quartier places import` ein.", style="dim"
        )
    console.print(register.source.attribution, style="dim")


def _hits_table(hits: Sequence[Hit]) -> Table:
    words = _vocabulary()
    table = _table("Schlüssel", "Gemeinde", "Art", "Kreis", "PLZ", "Einwohner", "gefunden über")
    table.columns[0].no_wrap = table.columns[4].no_wrap = True
    table.columns[5].justify = "right"
    for hit in hits:
        place = hit.municipality
        kind, population = _type_label(place, words), german_number(place.population)
        table.add_row(place.ags, place.name, kind, place.county_label, place.plz or "–", population, _FOUND_BY[hit.how])
    return table


def _table(*titles: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for title in titles:
        table.add_column(title)
    return table


def show_facts(municipality: Municipality, facts: PlaceFacts) -> None:
    """The answer of `places show`: the facts, each with the number of its source below."""
    words, console = _vocabulary(), terminal()
    known = [name for name in words.facts if name in facts.notes]
    notes = list(dict.fromkeys(facts.notes[name] for name in known))
    table = _table("Angabe", "Wert", "Herkunft")
    for name in known:
        value = _readable(name, facts.values.get(name), words, municipality)
        table.add_row(words.facts[name].label.de, value, f"({notes.index(facts.notes[name]) + 1})")
    console.print(f"{municipality.name}, {municipality.county_label}", style="bold")
    console.print(table)
    console.print()
    console.print(_numbered(notes))
    console.print(municipality.source.attribution, style="dim")


def _numbered(notes: Sequence[str]) -> Table:
    grid = Table.grid(padding=(0, 1))
    for number, note in enumerate(notes, start=1):
        grid.add_row(f"({number})", Text(note, overflow="fold"))
    return grid


def show_imported(imported: Imported) -> None:
    """What was imported, with the sums to compare with the official ones."""
    source, console = imported.source, terminal()
    basis = f" (Grundlage {source.population_basis})" if source.population_basis else ""
    lines = [
        f"{german_number(imported.municipalities)} Gemeinden, Gebietsstand {_day(source.territory_as_of)}.",
        f"{german_number(imported.population)} Einwohner am {_day(source.population_as_of)}{basis}.",
        f"{german_number(imported.unincorporated)} gemeindefreie Gebiete weggelassen.",
        f"Geschrieben: {imported.file}",
    ]
    if imported.file.resolve() != imported_file().resolve():
        lines.append(f"Quartier benutzt die Tabelle erst, wenn sie hier liegt: {imported_file()}")
    console.print("\n".join(lines), soft_wrap=True)
    console.print(source.attribution, style="dim")


def _day(day: dt.date | None) -> str:
    return german_date(day) if day else "unbekannt"


@contextmanager
def progress_bar(title: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on the error output of a terminal, once the work has taken a second."""
    console = Console(stderr=True)
    started = time.monotonic()
    with Progress(console=console, transient=True, disable=not console.is_terminal, auto_refresh=False) as bar:
        task = bar.add_task(title, visible=False)

        def show(done: int, total: int) -> None:
            if time.monotonic() - started > _SHOW_PROGRESS_AFTER:
                bar.update(task, completed=done, total=total, visible=True, refresh=True)

        yield show


def _vocabulary() -> Vocabulary:
    return read_vocabulary(built_in_folder() / "vocabulary")


def _type_label(place: Municipality, words: Vocabulary) -> str:
    """The German word; outside Baden-Württemberg an urban district has another."""
    urban_elsewhere = place.type == "urban_district" and place.state != "BW"
    return "kreisfreie Stadt" if urban_elsewhere else words.label("place_types", place.type)


def _readable(name: str, value: FactValue | None, words: Vocabulary, municipality: Municipality) -> str:
    if value is None:
        return "unbekannt"
    if name == "place.county":
        return f"{municipality.county_label} ({value})"
    if name == "place.type":
        return _type_label(municipality, words)
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | Decimal):
        return f"{german_number(value)} {words.facts[name].unit or ''}".rstrip()
    options = words.options(words.facts[name]) or {}
    return options.get(str(value), str(value))
