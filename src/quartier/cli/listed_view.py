"""Shows listed programmes, each with its mark „nicht geprüft“, its address and the licence of its texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rich.text import Text

from quartier.catalogue.listed.coarse import Judgement, Suitability
from quartier.catalogue.listed.codes import labels
from quartier.catalogue.listed.importing import Imported
from quartier.cli.console import Lines, terminal
from quartier.cli.listed_find import Answer, Found
from quartier.matching.wording import german_date, german_number
from quartier.model.listed import UNCHECKED, Facet, ListedProgramme, ListedSource, ListedText

_TEXT_WORDS = {
    ListedText.STATUS_NOTE: "Hinweis der Redaktion",
    ListedText.SHORT_DESCRIPTION: "Kurz gesagt",
    ListedText.DESCRIPTION: "Beschreibung",
    ListedText.LEGAL_REQUIREMENTS: "Rechtliche Voraussetzungen",
    ListedText.DEADLINES: "Fristen",
    ListedText.PROCEDURE: "Verfahren",
    ListedText.PROCESSING_TIME: "Bearbeitungsdauer",
    ListedText.REQUIRED_DOCUMENTS: "Erforderliche Unterlagen",
    ListedText.APPLICATION_LANGUAGE: "Sprache des Antrags",
    ListedText.LEGAL_CITATION: "Rechtsgrundlage",
    ListedText.LEGAL_BASIS: "Richtlinie",
    ListedText.KEYWORDS: "Stichwörter",
}
_FACET_WORDS = {
    Facet.FUNDING_BODY: "Fördergeber",
    Facet.FUNDING_LOCATION: "Fördergebiet",
    Facet.ELIGIBLE_APPLICANTS: "Förderberechtigte",
    Facet.FUNDING_TYPE: "Förderart",
    Facet.FUNDING_AREA: "Förderbereich",
    Facet.FUNDING_SUBAREA: "Teilbereich",
    Facet.APPLICANT_SECTOR: "Branche",
    Facet.COMPANY_SIZE: "Unternehmensgröße",
    Facet.GRW: "GRW",
}
_IN_ONE_LINE = (Facet.FUNDING_BODY, Facet.FUNDING_LOCATION, Facet.FUNDING_TYPE)
_MARKS = {
    Suitability.POSSIBLE: ("✓", "green"),
    Suitability.UNCLEAR: ("?", "yellow"),
    Suitability.EXCLUDED: ("✗", "red"),
}
_WARNING = (
    "Diese Programme sind nicht geprüft: Wir kennen nur die groben Angaben der Förderdatenbank, nicht die Regeln. "
    "Lesen Sie die Seite des Programms und fragen Sie die Stelle. In Finanzierungspläne kommen sie nicht."
)


def show_imported(imported: Imported) -> None:
    """What was imported, from where, and what was left out."""
    source, lines = imported.source, Lines(terminal())
    gone = source.programmes - imported.present
    left = f", dazu {german_number(gone)}, die nicht mehr in der Datenbank stehen" if gone else ""
    lines.add(f"{german_number(imported.present)} Programme eingelesen{left}.")
    if imported.before is not None:
        lines.add(f"Vorher waren es {german_number(imported.before)}.")
    if source.left_out:
        lines.add("Nicht lesbar und darum weggelassen:")
    for problem in source.left_out:
        lines.add(problem, 2, mark=("!", "yellow"))
    lines.add(f"Neueste Angabe: {source.newest_entry or 'nicht bekannt'}. Geschrieben: {imported.file}")
    lines.add(source.attribution, style="dim")
    lines.show()


def hits_json(answer: Answer) -> str:
    """The answer of `listed find --json`."""
    data = {
        "query": answer.wanted.query,
        "project": answer.project,
        "checked": False,
        "source": _source_data(answer.source),
        "hits": [_hit_data(found, with_project=answer.project is not None) for found in answer.hits],
        "suggestions": list(answer.suggestions),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _source_data(source: ListedSource) -> dict[str, Any]:
    return {**source.model_dump(mode="json", exclude={"left_out"}), "attribution": source.attribution}


def _hit_data(found: Found, *, with_project: bool) -> dict[str, Any]:
    entry, judgement = found.programme, found.judgement
    data: dict[str, Any] = {
        "programme": entry.id,
        "name": entry.name,
        "url": entry.url,
        "checked": entry.checked,
        "absent": entry.absent,
        "codes": {facet.value: list(codes) for facet, codes in entry.codes.items()},
        "score": found.score,
        "attribution": entry.attribution,
    }
    if with_project:
        reasons = [
            {"facet": reason.facet.value, "suitability": reason.suitability.value, "text": reason.text}
            for reason in judgement.reasons
        ]
        data |= {"party": judgement.party, "suitability": judgement.suitability.value, "reasons": reasons}
    return data


def show_hits(answer: Answer) -> None:
    """The answer of `listed find`."""
    lines, source = Lines(terminal()), answer.source
    if not answer.hits:
        lines.add(f"Kein Programm gefunden für „{answer.wanted.query}“.")
        if answer.suggestions:
            lines.add(f"In der Förderdatenbank stehen ähnliche Wörter: {', '.join(answer.suggestions)}.")
    for number, found in enumerate(answer.hits, start=1):
        _show_hit(answer, found, number, lines)
    if answer.hits:
        lines.add(_WARNING, mark=("!", "yellow"))
        lines.add("Mehr zu einem Programm: quartier listed show KENNUNG", style="dim")
    lines.add(f"{source.title}, eingelesen am {german_date(source.imported_on)}. {source.attribution}", style="dim")
    lines.show()


def _show_hit(answer: Answer, found: Found, number: int, lines: Lines) -> None:
    entry = found.programme
    lines.add(entry.name, style="bold", mark=(f"{number:>2}", "bold"))
    facets = (", ".join(labels(facet, entry.codes.get(facet, ()))) for facet in _IN_ONE_LINE)
    lines.add(" · ".join([UNCHECKED, *filter(None, facets), *_gone(entry)]), 3)
    if answer.party_names is not None:
        _show_judgement(found.judgement, answer.party_names.get(found.judgement.party, ""), lines)
    if note := entry.texts.get(ListedText.STATUS_NOTE):
        lines.add(" ".join(note.split()), 3)
    lines.add(entry.id, 3, style="dim")
    _show_address(entry.url, lines, 3)
    lines.add("")


def _show_judgement(judgement: Judgement, party: str, lines: Lines) -> None:
    lines.add(f"{judgement.suitability.german} für {party}", 3, mark=_MARKS[judgement.suitability])
    for reason in judgement.reasons:
        if reason.suitability is not Suitability.POSSIBLE:
            lines.add(reason.text, 5, style="dim", mark=_MARKS[reason.suitability])


def _gone(entry: ListedProgramme) -> Iterator[str]:
    if entry.absent:
        yield f"steht nicht mehr in der Förderdatenbank, zuletzt {entry.last_seen or 'unbekannt'}"


def entry_json(entry: ListedProgramme, source: ListedSource) -> str:
    """The answer of `listed show --json`."""
    data = {"programme": entry.model_dump(mode="json"), "source": _source_data(source)}
    return json.dumps(data, ensure_ascii=False, indent=2)


def show_entry(entry: ListedProgramme, source: ListedSource) -> None:
    """The answer of `listed show`: the mark first, then everything the database says."""
    lines = Lines(terminal())
    lines.add(entry.name, style="bold")
    lines.add(" · ".join([UNCHECKED, *_gone(entry), entry.id]))
    _show_address(entry.url, lines)
    lines.add("")
    for facet, title in _FACET_WORDS.items():
        if codes := entry.codes.get(facet):
            lines.add(f"{title}: {', '.join(labels(facet, codes))}")
    for title, value in (("Stelle", entry.institution), ("Internet", entry.website)):
        if value:
            lines.add(f"{title}: {value}")
    for kind, title in _TEXT_WORDS.items():
        if text := entry.texts.get(kind):
            _show_text(title, text, lines)
    if entry.links:
        _show_text("Weitere Seiten", "\n".join(f"{link.title or link.url}: {link.url}" for link in entry.links), lines)
    lines.add("")
    lines.add(_WARNING, mark=("!", "yellow"))
    lines.add(f"Eingelesen am {german_date(source.imported_on)}. {entry.attribution}", style="dim")
    lines.show()


def _show_address(address: str, lines: Lines, indent: int = 0) -> None:
    """In one line however long it is, so that it can be opened and copied."""
    lines.show()
    terminal().print(Text(" " * indent + address), soft_wrap=True)


def _show_text(title: str, text: str, lines: Lines) -> None:
    lines.add("")
    lines.add(title, style="bold")
    for paragraph in text.splitlines():
        lines.add(paragraph)
