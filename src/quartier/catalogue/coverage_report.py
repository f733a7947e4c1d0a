"""The coverage report as Markdown: a line for each fact sheet, then what stays text, is unknown or is not found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from quartier.catalogue.coverage import Entry, Kind, Place, SheetCoverage

KIND_WORDS = {
    Kind.CONDITION: "Bedingungen",
    Kind.AMOUNT: "Beträge",
    Kind.RATE: "Sätze",
    Kind.CALL: "Termine",
    Kind.CAP: "Obergrenzen",
    Kind.DURATION: "Dauern",
    Kind.FIGURE: "Zahlen in Sätzen",
    Kind.UNKNOWN: "Unbekanntes",
    Kind.ADDRESS: "Adressen",
}

_INTRODUCTION = """\
# Was aus den Faktenblättern wurde

Diese Datei schreibt `quartier catalogue coverage --write`. Bitte nicht von Hand ändern.

Jede Aussage eines Faktenblatts ist im Katalog eine **Regel** (wird gerechnet oder geprüft), **Text** (Schritt, Hinweis,
Vermerk: wird gezeigt) oder sie **fehlt**. Beträge, Sätze, Tage und Adressen sucht der Befehl genau. Bedingungen und
Unbekanntes stehen in den Ausgaben in eigenen Worten; sie werden nach gemeinsamen Wortstämmen zugeordnet. Das ist ein
Hinweis und kein Beweis. Unbekanntes gilt als Regel, wenn die Ausgabe es unter `unknown` nennt, und als Text, wenn eine
andere Quelle es inzwischen beantwortet. Eine Adresse zählt nur, wenn das Blatt eine Aussage auf sie stützt.

In den Tabellen bedeutet „5+2“: fünf als Regel und zwei als Text; „−1“ dahinter: eine ohne Gegenstück.
"""


def report(sheets: Sequence[SheetCoverage]) -> str:
    """The whole report; it depends on sheets and editions only, so that it can be compared."""
    parts = [_INTRODUCTION, *_totals(sheets), "", "## Blätter", "", *_table(sheets), "", "## Einzelheiten"]
    parts += [line for sheet in sheets for line in _details(sheet)]
    return "\n".join(parts) + "\n"


def totals(sheets: Sequence[SheetCoverage]) -> dict[Kind, Counter[Place]]:
    """For every kind how many statements of all sheets are where."""
    found: dict[Kind, Counter[Place]] = {kind: Counter() for kind in Kind}
    for sheet in sheets:
        for entry in sheet.entries:
            found[entry.kind][entry.place] += 1
    return found


def _totals(sheets: Sequence[SheetCoverage]) -> Iterator[str]:
    complete = sum(sheet.complete for sheet in sheets)
    files = len({file for sheet in sheets for file in sheet.files})
    yield f"{len(sheets)} Faktenblätter, {files} Ausgaben, {complete} Blätter vollständig erfasst."
    yield ""
    yield "| Aussage | Regel | Text | ohne Gegenstück |"
    yield "|---|---:|---:|---:|"
    for kind, places in totals(sheets).items():
        numbers = " | ".join(str(places[place]) for place in Place)
        yield f"| {KIND_WORDS[kind]} | {numbers} |"


def _table(sheets: Sequence[SheetCoverage]) -> Iterator[str]:
    yield f"| Faktenblatt | Ausgaben | {' | '.join(KIND_WORDS.values())} |"
    yield f"|---|---|{'---:|' * len(KIND_WORDS)}"
    for sheet in sheets:
        files = [file.removeprefix("programmes/").removesuffix(".yaml") for file in sheet.files]
        cells = [sheet.sheet, ", ".join(files) or "**keine**", *(counted(sheet, kind) for kind in KIND_WORDS)]
        yield f"| {' | '.join(cells)} |"


def counted(sheet: SheetCoverage, kind: Kind) -> str:
    """`5+2−1`: five as rules, two as text, one missing; a dash where the sheet says nothing."""
    rule, text, missing = (sheet.count(kind, place) for place in Place)
    if not rule + text + missing:
        return "–"
    return f"{rule}{f'+{text}' if text else ''}{f'−{missing}' if missing else ''}"


def _details(sheet: SheetCoverage) -> Iterator[str]:
    groups = (
        ("Bleibt Text", [entry for entry in sheet.entries if entry.place is Place.TEXT]),
        ("Unbekannt", [entry for entry in sheet.entries if entry.kind is Kind.UNKNOWN and entry.place is Place.RULE]),
        ("Ohne erkennbares Gegenstück", [entry for entry in sheet.entries if entry.place is Place.MISSING]),
    )
    if any(entries for _, entries in groups):
        yield from ("", f"### {sheet.sheet}", "")
    for title, entries in groups:
        if entries:
            yield f"- {title}: {'; '.join(_short(entry) for entry in entries)}"


def _short(entry: Entry) -> str:
    """Conditions by the name researchers gave them: their sentences stay in the sheets."""
    return entry.words.partition(":")[0] if entry.kind is Kind.CONDITION else entry.words
