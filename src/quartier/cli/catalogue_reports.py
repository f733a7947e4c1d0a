"""Reports about the catalogue for those who keep it: what is old, which fact decides what, what sheets became."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from quartier.catalogue.ageing import Ageing, OldSource
from quartier.catalogue.coverage import Place, SheetCoverage
from quartier.catalogue.coverage_report import KIND_WORDS, report, totals
from quartier.catalogue.fact_use import ORIGINS, FactUse, asked
from quartier.catalogue.joint_rules import MAX_ASKED
from quartier.cli.catalogue_inputs import write_text
from quartier.cli.catalogue_show import german_as_of
from quartier.cli.catalogue_view import print_table
from quartier.cli.console import heading, terminal
from quartier.matching.wording import german_date
from quartier.model.edition import Edition
from quartier.service.json_answers import json_text


def show_ageing(found: Ageing, *, as_json: bool) -> None:
    """What must be read again, most urgent first."""
    console = terminal()
    if as_json:
        console.print(json_text(_ageing_data(found)), soft_wrap=True)
        return
    _editions(console, "Programme ohne Ausgabe für heute", found.not_in_force)
    ended = [edition for edition in found.ended if edition not in found.not_in_force]
    _editions(console, "Neueste Ausgabe abgelaufen", ended)
    _editions(console, "In Kraft, aber alle bekannten Runden sind vorbei", found.past_rounds)
    _old_sources(console, f"Quellen älter als {found.months} Monate", found.old)
    summary = {
        "Programme ohne Ausgabe für heute": found.not_in_force,
        "Ausgaben mit lauter vergangenen Runden": found.past_rounds,
        "alte Quellen": found.old,
        "Quellen ohne Stand": found.undated,
    }
    console.print(f"\nStand {german_date(found.today)}")
    for label, entries in summary.items():
        console.print(f"{label}: {len(entries)}")


def _editions(console: Console, title: str, editions: Sequence[Edition]) -> None:
    if not editions:
        return
    console.print(heading(f"{title} ({len(editions)})"))
    rows = []
    for edition in editions:
        last, until = max((entry.closes for entry in edition.intake.rounds), default=None), edition.valid.until
        rows.append((edition.programme, edition.edition, *(german_date(day) if day else "–" for day in (until, last))))
    print_table(console, ("Kennung", "Ausgabe", "galt bis", "letzte Frist"), rows)


def _old_sources(console: Console, title: str, sources: Sequence[OldSource]) -> None:
    if not sources:
        return
    console.print(heading(f"{title} ({len(sources)})"))
    oldest_first = sorted(sources, key=lambda entry: (-(entry.months or 0), entry.edition.programme, entry.name))
    rows = [
        (
            entry.edition.programme,
            entry.edition.edition,
            german_as_of(entry.source.as_of),
            str(entry.months),
            entry.name,
        )
        for entry in oldest_first
    ]
    print_table(console, ("Kennung", "Ausgabe", "Stand", "Monate", "Quelle"), rows, numbers=(3,))


def _ageing_data(found: Ageing) -> dict[str, object]:
    def keys(editions: Iterable[Edition]) -> list[dict[str, str]]:
        return [{"programme": edition.programme, "edition": edition.edition} for edition in editions]

    def sources(entries: Iterable[OldSource]) -> list[dict[str, object]]:
        return [
            {
                "programme": entry.edition.programme,
                "edition": entry.edition.edition,
                "source": entry.name,
                "as_of": entry.source.as_of,
                "months": entry.months,
            }
            for entry in entries
        ]

    return {
        "as_of": found.today.isoformat(),
        "months": found.months,
        "not_in_force": keys(found.not_in_force),
        "ended": keys(found.ended),
        "past_rounds": keys(found.past_rounds),
        "old_sources": sources(found.old),
        "undated_sources": sources(found.undated),
    }


def show_facts(uses: tuple[FactUse, ...], *, as_json: bool) -> None:
    """All facts with the blocks they decide on, and how many are asked for."""
    console = terminal()
    number = asked(uses)
    if as_json:
        facts = [
            {"fact": use.name, "origin": use.fact.origin, "blocks": use.blocks, "programmes": use.programmes}
            for use in uses
        ]
        console.print(json_text({"asked": number, "asked_at_most": MAX_ASKED, "facts": facts}), soft_wrap=True)
        return
    rows = [
        (use.name, ORIGINS[use.fact.origin], str(use.blocks), str(use.programmes), use.fact.label.de) for use in uses
    ]
    print_table(console, ("Tatsache", "Herkunft", "Bausteine", "Programme", "Bezeichnung"), rows, numbers=(2, 3))
    console.print(f"{len(uses)} Tatsachen, davon {number} erfragt (höchstens {MAX_ASKED}).")


def show_coverage(sheets: Sequence[SheetCoverage], write: Path | None, *, as_json: bool) -> None:
    """The totals and everything lost; the whole report goes into a file."""
    console = terminal()
    if write is not None:
        write_text(write, report(sheets))
    if as_json:
        console.print(json_text([_sheet_data(sheet) for sheet in sheets]), soft_wrap=True)
        return
    rows = [(KIND_WORDS[kind], *(str(places[place]) for place in Place)) for kind, places in totals(sheets).items()]
    print_table(console, ("Aussage", "Regel", "Text", "ohne Gegenstück"), rows, numbers=(1, 2, 3))
    for sheet in sheets:
        missing = [f"{KIND_WORDS[entry.kind]}: {entry.words}" for entry in sheet.lost]
        for words in missing if sheet.files else ["keine Ausgabe nennt dieses Blatt"]:
            console.print(f"{sheet.sheet}: {words}", style="red", soft_wrap=True)
    complete = sum(sheet.complete for sheet in sheets)
    console.print(f"{len(sheets)} Faktenblätter, davon {complete} vollständig erfasst.")
    if write is not None:
        console.print(f"Geschrieben: {write}", soft_wrap=True)


def _sheet_data(sheet: SheetCoverage) -> dict[str, object]:
    entries = [asdict(entry) for entry in sheet.entries]
    return {"sheet": sheet.sheet, "files": sheet.files, "complete": sheet.complete, "entries": entries}
