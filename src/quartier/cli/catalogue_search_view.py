"""Shows what a search found: lines for people, JSON for programs. Decides nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quartier.catalogue.store import Catalogue
from quartier.cli.console import Lines, terminal
from quartier.matching.intake_words import applying, is_closed
from quartier.model.edition import Edition
from quartier.search.documents import Field, Passage
from quartier.search.hits import FoundWord, Hit
from quartier.search.query import How

_STANDS_IN = {
    Field.NAME: "Name",
    Field.KEYWORDS: "Stichwörter",
    Field.EXAMPLE: "Beispielvorhaben",
    Field.SUMMARY: "Worum es geht",
    Field.BLOCK: "Baustein",
    Field.TARGET_GROUPS: "Zielgruppen",
    Field.TOPICS: "Handlungsfelder",
    Field.FUNDER: "Geldgeber",
    Field.EASY: "Leicht gesagt",
}
_HOW = {
    How.WORD: "",
    How.PART: "",
    How.START: " (Wortanfang)",
    How.SIMILAR: " (ähnlich geschrieben)",
    How.RELATED: " (sinnverwandt)",
}
_ADVICE = (
    "Versuchen Sie ein anderes Wort für dasselbe, ein allgemeineres oder nur das Hauptwort. Beispiele: „Treffpunkt“, "
    "„Umbau“, „Pflege“."
)


@dataclass(frozen=True, slots=True)
class Found:
    """A search and its answer; `suggestions` only where there is no hit."""

    query: str
    day: dt.date
    catalogue: Catalogue
    hits: Sequence[Hit]
    suggestions: Sequence[str] = ()

    def edition(self, hit: Hit) -> Edition:
        """The newest edition of a hit's programme, which was searched."""
        return self.catalogue.by_programme[hit.programme][-1]


def as_json(found: Found) -> str:
    """The answer of `catalogue search --json`."""
    answer = {
        "query": found.query,
        "as_of": found.day.isoformat(),
        "catalogue": {"editions": len(found.catalogue.editions), "digest": found.catalogue.digest},
        "hits": [_hit_data(found, hit) for hit in found.hits],
        "suggestions": list(found.suggestions),
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _hit_data(found: Found, hit: Hit) -> dict[str, Any]:
    edition = found.edition(hit)
    return {
        "programme": hit.programme,
        "edition": edition.edition,
        "name": edition.name.de,
        "level": edition.level.value,
        "score": hit.score,
        "closed": is_closed(edition, found.day),
        "intake": applying(edition, found.day),
        "words": [{"typed": word.typed, "found": word.found, "how": word.how.value} for word in hit.words],
        "snippet": {"field": hit.snippet.field.value, "text": hit.snippet.text} if hit.snippet else None,
    }


def show(found: Found) -> None:
    """The answer of `catalogue search`."""
    lines = Lines(terminal())
    if not found.hits:
        _show_nothing(found, lines)
    for number, hit in enumerate(found.hits, start=1):
        _show_hit(found, hit, number, lines)
    if found.hits:
        lines.add("Mehr zu einem Programm: quartier catalogue show KENNUNG", style="dim")
    lines.show()


def _show_nothing(found: Found, lines: Lines) -> None:
    lines.add(f"Kein Programm gefunden für „{found.query}“.")
    if found.suggestions:
        lines.add(f"Im Katalog stehen ähnliche Wörter: {', '.join(found.suggestions)}.")
    lines.add(_ADVICE)


def _show_hit(found: Found, hit: Hit, number: int, lines: Lines) -> None:
    edition = found.edition(hit)
    closed = is_closed(edition, found.day)
    level = found.catalogue.vocabulary.label("levels", edition.level.value)
    lines.add(edition.name.de, style="dim" if closed else "bold", mark=(f"{number:>2}", "bold"))
    lines.add(f"{hit.programme} · {level} · {applying(edition, found.day)}", 3, style="dim")
    if hit.snippet and hit.snippet.field is not Field.NAME:
        lines.add(_snippet_words(hit.snippet), 3)
    if hit.words:
        lines.add(f"Gefunden: {' · '.join(map(_word, hit.words))}", 3, style="dim")
    lines.add("")


def _snippet_words(snippet: Passage) -> str:
    return f"{_STANDS_IN[snippet.field]}: {' '.join(snippet.text.split())}"


def _word(word: FoundWord) -> str:
    same = word.typed.casefold() == word.found.casefold()
    return word.typed if same else f"{word.typed} → {word.found}{_HOW[word.how]}"
