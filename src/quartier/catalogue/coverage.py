"""What became of every fact sheet: encoded as a rule, told as text, or missing from the editions that name the sheet.

Looked for in all editions of the programme, since a sheet may tell of several. Figures, days and addresses are looked
for exactly. Conditions and unknowns are told in other words, so they are matched by stems: a hint, not a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quartier.catalogue.encoded import FIELD_WORDS, Encoded
from quartier.catalogue.german import days_in, euros_in, likeness, percents_in
from quartier.catalogue.sheets import Number, Sheet, Statement
from quartier.catalogue.store import Catalogue
from quartier.catalogue.wording import count_words

EVERYTHING = 100

LIKE_ENOUGH = 0.33
"""This share of the words of a condition or unknown must occur in one text. Set by reading the pairs around it."""


class Kind(StrEnum):
    """What a sheet can say."""

    CONDITION = "condition"
    AMOUNT = "amount"
    RATE = "rate"
    CALL = "call"
    CAP = "cap"
    DURATION = "duration"
    FIGURE = "figure"
    UNKNOWN = "unknown"
    ADDRESS = "address"


class Place(StrEnum):
    """Where it is now: computed, told, or nowhere."""

    RULE = "rule"
    TEXT = "text"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of a sheet and what became of it."""

    kind: Kind
    words: str
    place: Place


@dataclass(frozen=True, slots=True)
class SheetCoverage:
    """One sheet: the files of its editions and every statement."""

    sheet: str
    files: tuple[str, ...]
    entries: tuple[Entry, ...]

    def count(self, kind: Kind, place: Place) -> int:
        """How many statements of that kind are there."""
        return sum(entry.kind is kind and entry.place is place for entry in self.entries)

    def words(self, place: Place, *kinds: Kind) -> list[str]:
        """The statements at a place, of all kinds or of some."""
        return [entry.words for entry in self.entries if entry.place is place and (not kinds or entry.kind in kinds)]

    @property
    def lost(self) -> list[Entry]:
        """What must not be missing; conditions are matched by words only and stay a hint."""
        return [entry for entry in self.entries if entry.place is Place.MISSING and entry.kind is not Kind.CONDITION]

    @property
    def complete(self) -> bool:
        """Whether the sheet has an edition and nothing of it got lost."""
        return bool(self.files) and not self.lost


def coverage(sheets: Iterable[Sheet], catalogue: Catalogue) -> tuple[SheetCoverage, ...]:
    """Every sheet against all editions that name it."""
    return tuple(_of(sheet, catalogue) for sheet in sheets)


def _of(sheet: Sheet, catalogue: Catalogue) -> SheetCoverage:
    editions = [edition for edition in catalogue.editions if sheet.id in edition.sheets]
    programmes = {edition.programme for edition in editions}
    family = [edition for edition in catalogue.editions if edition.programme in programmes]
    files = tuple(catalogue.files[edition.key] for edition in editions)
    return SheetCoverage(
        sheet.id, files, tuple(_entries(sheet, Encoded.of(family, catalogue.vocabulary))) if editions else ()
    )


def _entries(sheet: Sheet, encoded: Encoded) -> Iterator[Entry]:
    for statement in sheet.conditions:
        yield Entry(Kind.CONDITION, f"{statement.id}: {statement.text}", _condition(statement, encoded))
    yield from _sums(sheet, encoded)
    yield from _rates(sheet, encoded)
    yield from _calls(sheet, encoded)
    yield from _durations(sheet, encoded)
    yield from _figures(sheet, encoded)
    for words in sheet.unknown:
        yield Entry(Kind.UNKNOWN, words, _unknown(words, encoded))
    for address in _addresses(sheet):
        yield Entry(Kind.ADDRESS, address, Place.RULE if encoded.has_address(address) else Place.MISSING)


def _short(words: str) -> str:
    """Without what stands in parentheses: mostly where the researcher saw it."""
    return re.sub(r"\(.*?\)", "", words)


def _addresses(sheet: Sheet) -> Iterator[str]:
    """The programme's, the office's and all sources a statement cites; a source without a statement carries no rule."""
    cited = sheet.cited()
    sources = [source.url for source in sheet.sources if source.n in cited]
    yield from dict.fromkeys(address for address in (sheet.url, *sources, sheet.contact.web) if address)


def _condition(statement: Statement, encoded: Encoded) -> Place:
    rule, text = (_tells(statement, group) for group in (encoded.requirements, encoded.texts))
    sums = [value in encoded.euros for value in euros_in(statement.text)]
    sums += [value in encoded.rates for value in percents_in(statement.text)]
    return _placed(rule=rule or (bool(sums) and all(sums)), text=text)


def _tells(statement: Statement, texts: Sequence[str]) -> bool:
    """Whether a text is like the statement, or holds every word of the short name researchers gave it."""
    name = statement.id.replace("-", " ")
    return likeness(_short(statement.text), texts) >= LIKE_ENOUGH or likeness(name, texts) == 1


def _placed(*, rule: bool, text: bool) -> Place:
    if rule:
        return Place.RULE
    return Place.TEXT if text else Place.MISSING


def _euros(amount: Number, encoded: Encoded) -> Place:
    return _placed(rule=amount in encoded.euros, text=amount in encoded.figures)


def _percent(rate: Number, encoded: Encoded, *, or_rest: bool = False) -> Place:
    """`or_rest`: an own share may be told as the rate that leaves it."""
    values = (rate, EVERYTHING - rate) if or_rest else (rate,)
    return _placed(rule=any(map(encoded.has_rate, values)), text=any(value in encoded.figures for value in values))


def _sums(sheet: Sheet, encoded: Encoded) -> Iterator[Entry]:
    for amount in sheet.amount:
        for word, value in (("mindestens", amount.min), ("höchstens", amount.max)):
            if value is not None:
                yield Entry(Kind.AMOUNT, f"{word} {count_words(value)} €", _euros(value, encoded))
    for cap in sheet.cost_caps:
        if cap.max is not None:
            percent = "Prozent" in (cap.unit or "")
            place = _percent(cap.max, encoded) if percent else _euros(cap.max, encoded)
            yield Entry(Kind.CAP, f"{cap.what}: {count_words(cap.max)} {'%' if percent else '€'}", place)


def _rates(sheet: Sheet, encoded: Encoded) -> Iterator[Entry]:
    found = (
        ("Fördersatz", sheet.rate_max),
        ("Eigenanteil", sheet.own_contribution.min_rate),
        ("Förderung insgesamt", sheet.cumulation.max_total_rate),
    )
    for word, rate in found:
        if rate is None:
            continue
        place = _percent(rate, encoded, or_rest=word == "Eigenanteil")
        nothing_asked = word == "Eigenanteil" and not rate and encoded.asks_no_own_money
        never_more = word == "Förderung insgesamt" and rate == EVERYTHING  # so for every programme
        yield Entry(Kind.RATE, f"{word} {rate} %", Place.RULE if nothing_asked or never_more else place)


def _calls(sheet: Sheet, encoded: Encoded) -> Iterator[Entry]:
    for call in sheet.calls:
        days = (
            ("Beginn", call.opens),
            ("Frist", call.closes),
            ("Start ab", call.start_from),
            ("jährlich", call.yearly),
        )
        for word, day in days:
            if day is not None:
                rule, text = encoded.has_day(day), encoded.tells_day(day)
                yield Entry(Kind.CALL, f"{word} {_german(day)}", _placed(rule=rule, text=text))


def _durations(sheet: Sheet, encoded: Encoded) -> Iterator[Entry]:
    months = (("mindestens", sheet.duration_months.min), ("höchstens", sheet.duration_months.max))
    for word, number in months:
        if number:
            told = {number, number / 12} & encoded.figures
            yield Entry(
                Kind.DURATION, f"{word} {number} Monate", _placed(rule=number in encoded.months, text=bool(told))
            )
    if years := sheet.earmark_years:
        place = _placed(rule=years in encoded.earmark_years, text=years in encoded.figures)
        yield Entry(Kind.DURATION, f"Zweckbindung {years} Jahre", place)


def _figures(sheet: Sheet, encoded: Encoded) -> Iterator[Entry]:
    """Euros, percentages and days that stand in sentences of the sheet; „0 %“ and „100 %“ have too many other words."""
    seen: set[str] = set()
    for text in sheet.prose():
        entries = [Entry(Kind.FIGURE, f"{count_words(value)} €", _euros(value, encoded)) for value in euros_in(text)]
        rates = [value for value in percents_in(text) if 0 < value < EVERYTHING]
        own = text == sheet.own_contribution.note
        entries += [
            Entry(Kind.FIGURE, f"{count_words(rate)} %", _percent(rate, encoded, or_rest=own)) for rate in rates
        ]
        for day in sorted(days_in(text)):
            place = _placed(rule=encoded.has_day(day), text=encoded.tells_day(day))
            entries.append(Entry(Kind.FIGURE, _german(day), place))
        yield from (entry for entry in entries if entry.words not in seen)
        seen |= {entry.words for entry in entries}


def _german(day: str) -> str:
    """`31.10.2019` for `2019-10-31`, `31.10.` for `10-31`, `10.2019` for `2019-10`."""
    parts = day.split("-")
    return ".".join(reversed(parts)) + ("" if len(parts[0]) == len("2019") else ".")


def _unknown(words: str, encoded: Encoded) -> Place:
    """Named as unknown (rule), or told or answered since by another source (text)."""
    short = _short(words)
    rule = likeness(short, [" ".join(encoded.unknown)]) >= LIKE_ENOUGH or encoded.leaves_open(words)
    answered = encoded.combining_known and likeness(short, [FIELD_WORDS["combining"]]) >= LIKE_ENOUGH
    return _placed(rule=rule, text=answered or likeness(short, encoded.texts) >= LIKE_ENOUGH)
