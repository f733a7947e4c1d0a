"""What an edition must keep beyond what reading it checks: sources used and dated, whole texts, plausible figures.

Rules that need more than one file are in `joint_rules`; what the vocabulary knows is checked while loading.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from quartier.model.base import Finding, Path, Text
from quartier.model.combining import Combining, Rule
from quartier.model.edition import Edition, Requirement
from quartier.model.money import german_percent
from quartier.model.pays import Level, Pays

FIRST_YEAR, MAX_YEARS_AHEAD = 1990, 10
"""Years outside of this are typing errors: no programme here is older, none is planned further ahead."""

MAX_YEARS_AFTER_READING = 1
"""How many years an edition may start after its newest source was read; later rules would be a guess."""

EXAMPLES = (2, 3)
"""How many example projects an edition has: people recognise their own in two or three, more nobody reads."""

_SENTENCE_END = re.compile(r"[.!?][“”\"’)]*$")
_LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|TBD)\b|\?\?\?|Lorem ipsum")


def edition_findings(edition: Edition, file: PurePath, today: dt.date) -> list[Finding]:
    """Everything wrong with one edition by itself; `file` is where it lies."""
    return [
        *_place(edition, file),
        *_sources(edition, today),
        *_dates(edition, today),
        *_texts(edition),
        *_easy(edition),
        *_examples(edition),
        *_every_other(edition),
        *(found for position, block in enumerate(edition.blocks) for found in _figures(position, block.pays)),
    ]


def _place(edition: Edition, file: PurePath) -> Iterator[Finding]:
    wanted = PurePath(edition.level, edition.programme, f"{edition.edition}.yaml")
    if file.parts[-len(wanted.parts) :] != wanted.parts:
        yield Finding((), f"die Datei muss unter {wanted.as_posix()} liegen (Ebene/Programm/Ausgabe)")


def _sources(edition: Edition, today: dt.date) -> Iterator[Finding]:
    used = {name for _, name in edition.used_sources()}
    for name, source in edition.sources.items():
        if name not in used:
            yield Finding(("sources", name), "keine Regel und kein Hinweis nennt diese Quelle")
        if source.as_of != "unknown" and source.as_of > today.isoformat()[: len(source.as_of)]:
            yield Finding(("sources", name, "as_of"), f"der Stand {source.as_of} liegt in der Zukunft")
        if source.as_of != "unknown" and int(source.as_of[:4]) < FIRST_YEAR:
            yield Finding(("sources", name, "as_of"), f"der Stand {source.as_of} ist unwahrscheinlich alt")
    for position, block in enumerate(edition.blocks):
        if block.source is None:
            yield Finding(("blocks", position, "source"), "fehlt: woher stammt, was der Baustein zahlt?")
    for position, rule in enumerate(edition.combining):
        yield from _sourced(("combining", position), rule)


def _sourced(path: Path, rule: Combining) -> Iterator[Finding]:
    if rule.text is None:
        yield Finding((*path, "text"), "fehlt: was sagt die Regel in einem Satz?")
    if rule.source is None and rule.rule is not Rule.UNKNOWN:
        yield Finding((*path, "source"), f"fehlt: nur `unknown` braucht keine Quelle, `{rule.rule}` schon")


def _dates(edition: Edition, today: dt.date) -> Iterator[Finding]:
    years = range(FIRST_YEAR, today.year + MAX_YEARS_AHEAD + 1)
    for place, day in _days(edition):
        if day.year not in years:
            yield Finding(place, f"{day:%d.%m.%Y} ist unwahrscheinlich, bitte prüfen")
    read = [int(source.as_of[:4]) for source in edition.sources.values() if source.as_of != "unknown"]
    start = edition.valid.from_
    if read and start and start.year > max(read) + MAX_YEARS_AFTER_READING:
        message = f"beginnt {start:%d.%m.%Y}, die neueste Quelle ist aber von {max(read)}"
        yield Finding(("valid", "from"), message)
    closings = [entry.closes for entry in edition.intake.rounds]
    for position, day in enumerate(closings):
        path: Path = ("intake", "rounds", position, "closes")
        if day in closings[:position]:
            yield Finding(path, f"eine Runde bis {day:%d.%m.%Y} gibt es hier schon")
        if not edition.valid.covers(day):
            yield Finding(path, f"am {day:%d.%m.%Y} gilt diese Ausgabe nicht")


def _days(edition: Edition) -> Iterator[tuple[Path, dt.date]]:
    found: list[tuple[Path, dt.date | None]] = [
        (("valid", "from"), edition.valid.from_),
        (("valid", "until"), edition.valid.until),
    ]
    for position, entry in enumerate(edition.intake.rounds):
        path: Path = ("intake", "rounds", position)
        days = (("opens", entry.opens), ("closes", entry.closes), ("start_from", entry.start_from))
        found += [((*path, name), day) for name, day in days]
    yield from ((path, day) for path, day in found if day is not None)


def sentences(edition: Edition) -> Iterator[tuple[Path, Text]]:
    """Every text that must be a whole sentence, with its place in the file."""
    yield ("summary",), edition.summary
    yield from _requirement_texts(("conditions",), edition.conditions)
    for position, block in enumerate(edition.blocks):
        yield from _requirement_texts(("blocks", position, "conditions"), block.conditions)
        if block.note:
            yield ("blocks", position, "note"), block.note
    for position, rule in enumerate(edition.combining):
        if rule.text:
            yield ("combining", position, "text"), rule.text
    for name in ("steps", "remarks"):
        yield from (((name, position, "text"), remark.text) for position, remark in enumerate(getattr(edition, name)))
    if edition.follow_up:
        yield ("follow_up", "text"), edition.follow_up.text
    if edition.intake.note:
        yield ("intake", "note"), edition.intake.note
    yield from ((("examples", position), text) for position, text in enumerate(edition.examples))


def _requirement_texts(path: Path, requirements: Iterable[Requirement]) -> Iterator[tuple[Path, Text]]:
    yield from (((*path, position, "text"), requirement.text) for position, requirement in enumerate(requirements))


def _texts(edition: Edition) -> Iterator[Finding]:
    for name, text in (("name", edition.name), ("summary", edition.summary)):
        if text.en is None:
            yield Finding((name,), "die englische Fassung (`en`) fehlt")
    for path, text in (*sentences(edition), (("name",), edition.name)):
        for language, words in (("de", text.de), ("en", text.en)):
            if words is None:
                continue
            if path != ("name",) and not _SENTENCE_END.search(words):
                yield Finding(path, f"{language}: endet nicht als Satz („…{words[-25:]}“)")
            if left := _LEFT_OVER.search(words):
                yield Finding(path, f"{language}: „{left[0]}“ ist wohl stehen geblieben")


def _easy(edition: Edition) -> Iterator[Finding]:
    for number, line in enumerate((edition.easy or "").splitlines(), start=1):
        if not _SENTENCE_END.search(line.strip()):
            yield Finding(("easy",), f"Zeile {number} ist kein ganzer Satz („{line[:40]}“)")


def _examples(edition: Edition) -> Iterator[Finding]:
    fewest, most = EXAMPLES
    if not fewest <= len(edition.examples) <= most:
        yield Finding(("examples",), f"zwei oder drei Beispielvorhaben gehören hierher, nicht {len(edition.examples)}")


def _every_other(edition: Edition) -> Iterator[Finding]:
    """Silence about other programmes would be read as permission: something must be said about all of them."""
    spoken = [rule.with_ for rule in edition.combining if rule.with_]
    levels = {others.level for others in spoken}
    if "combining" not in edition.unknown and not any(others.any for others in spoken) and set(Level) - levels:
        message = (
            "sagt nicht zu jedem anderen Programm etwas; wo nichts bekannt ist: `with: {any: true}, rule: unknown`"
        )
        yield Finding(("combining",), message)


def _figures(position: int, pays: Pays) -> Iterator[Finding]:
    path: Path = ("blocks", position, "pays")
    rates = [*([pays.rate] if pays.rate is not None else ()), *(step.rate for step in pays.rates)]
    rates += [step.rate for step in pays.degressive]
    if rates and pays.own and pays.own.min_rate is not None and min(rates) + pays.own.min_rate > 1:
        both = f"{german_percent(min(rates))} Förderung und {german_percent(pays.own.min_rate)} Eigenanteil"
        yield Finding((*path, "own", "min_rate"), f"{both} sind zusammen mehr als 100 %")
    size = pays.base.size
    if size and size.min is not None and size.max is not None and size.min > size.max:
        yield Finding((*path, "base", "size"), "min ist größer als max")
    period = pays.period
    if period.min_months and period.max_months and period.min_months > period.max_months:
        yield Finding((*path, "period"), "min_months ist größer als max_months")
    months = [step.from_month for step in pays.degressive]
    if len(set(months)) != len(months):
        yield Finding((*path, "degressive"), "zwei Sätze gelten ab demselben Monat")
