"""What changed between two editions of a programme, in German sentences with the old and the new value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quartier.catalogue.paying import paying
from quartier.catalogue.wording import (
    UNKNOWN,
    combining_words,
    condition_words,
    intake_words,
    labels,
    partner_words,
    validity_words,
)
from quartier.model.edition import Block, Edition, Requirement
from quartier.model.vocabulary import Vocabulary

CONFIDENCE = {"high": "hoch", "medium": "mittel", "low": "gering"}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. `where` is a block or empty, `old` or `new` is None where it did not exist."""

    where: str
    what: str
    old: str | None
    new: str | None

    @property
    def sentence(self) -> str:
        """For people: `Baustein „Gemeinde“: Satz: bisher 70 %, jetzt 80 %`."""
        place = f"{self.where}: " if self.where else ""
        if self.old is None:
            text = f"{place}{self.what} neu: {self.new}"
        elif self.new is None:
            text = f"{place}{self.what} entfallen: {self.old}"
        else:
            text = f"{place}{self.what}: bisher {self.old}, jetzt {self.new}"
        return text if text.endswith((".", "!", "?", ".“")) else f"{text}."


def differences(old: Edition, new: Edition, vocabulary: Vocabulary) -> list[Change]:
    """Everything that differs, in the order of the file; sources and texts for search are left out."""
    return [
        *_plain("", _head(old, vocabulary), _head(new, vocabulary)),
        *_requirements("", old.conditions, new.conditions, vocabulary),
        *_blocks(old, new, vocabulary),
        *_plain("", _combining(old, vocabulary), _combining(new, vocabulary)),
        *_listed("Schritt", (step.text.de for step in old.steps), (step.text.de for step in new.steps)),
        *_listed("Hinweis", (note.text.de for note in old.remarks), (note.text.de for note in new.remarks)),
        *_plain("", _tail(old), _tail(new)),
        *_listed("Offene Frage", _unknown(old), _unknown(new)),
    ]


def _head(edition: Edition, vocabulary: Vocabulary) -> dict[str, str]:
    found = {
        "Gilt": validity_words(edition.valid),
        "Name": f"„{edition.name.de}“",
        "Worum es geht": f"„{edition.summary.de}“",
        "Ebene": vocabulary.label("levels", edition.level),
        "Geldgeber": edition.funder,
        "Zuständig": edition.authority.name,
        "Adresse der Stelle": edition.authority.url or "",
        "Programmseite": edition.url or "",
        "Grundlage": edition.legal_basis or "",
        "Handlungsfelder": labels("topics", edition.topics, vocabulary),
        "Zielgruppen": labels("target_groups", edition.target_groups, vocabulary),
        "Anträge": intake_words(edition.intake),
    }
    return {label: words for label, words in found.items() if words}


def _tail(edition: Edition) -> dict[str, str]:
    follow_up = {"Wie es weitergeht": f"„{edition.follow_up.text.de}“"} if edition.follow_up else {}
    return {**follow_up, "Verlässlichkeit der Angaben": CONFIDENCE[edition.confidence]}


def _plain(where: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for label in dict.fromkeys([*old, *new]):
        if old.get(label) != new.get(label):
            yield Change(where, label, old.get(label), new.get(label))


def _listed(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Change]:
    before, after = list(old), list(new)
    yield from (Change("", what, text, None) for text in before if text not in after)
    yield from (Change("", what, None, text) for text in after if text not in before)


def _requirements(
    where: str, old: Iterable[Requirement], new: Iterable[Requirement], vocabulary: Vocabulary
) -> Iterator[Change]:
    before, after = ({entry.id: entry for entry in entries} for entries in (old, new))
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            yield Change(where, "Bedingung", *(f"„{entry.text.de}“" if entry else None for entry in (one, other)))
            continue
        if one.text.de != other.text.de:
            yield Change(where, "Bedingung", f"„{one.text.de}“", f"„{other.text.de}“")
        if one.when != other.when:
            tests = (condition_words(entry.when, vocabulary) for entry in (one, other))
            yield Change(where, f"Bedingung „{other.text.de}“ prüft", *(f"({words})" for words in tests))


def _blocks(old: Edition, new: Edition, vocabulary: Vocabulary) -> Iterator[Change]:
    before, after = ({block.id: block for block in edition.blocks} for edition in (old, new))
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            yield Change(
                "", "Baustein", *(_block_words(block, vocabulary) if block else None for block in (one, other))
            )
            continue
        where = f"Baustein „{other.name.de}“"
        yield from _plain(where, _block_head(one, vocabulary), _block_head(other, vocabulary))
        yield from _requirements(where, one.conditions, other.conditions, vocabulary)


def _block_words(block: Block, vocabulary: Vocabulary) -> str:
    aspects = paying(block.pays, vocabulary)
    main = [aspects[label] for label in ("Art", "Satz", "Betrag", "Gibt") if label in aspects]
    return f"„{block.name.de}“ ({', '.join(main)})"


def _block_head(block: Block, vocabulary: Vocabulary) -> dict[str, str]:
    note = {"Vermerk": f"„{block.note.de}“"} if block.note else {}
    return {"Name": f"„{block.name.de}“", **paying(block.pays, vocabulary), **note}


def _combining(edition: Edition, vocabulary: Vocabulary) -> dict[str, str]:
    """By the partner, so that another rule for the same partner is one change."""
    found: dict[str, list[str]] = {}
    for rule in edition.combining:
        partner = partner_words(rule, vocabulary)
        found.setdefault(partner, []).append(combining_words(rule, vocabulary).removeprefix(f"{partner}: "))
    return {f"Kombinieren ({partner})": "; ".join(rules) for partner, rules in found.items()}


def _unknown(edition: Edition) -> list[str]:
    return [UNKNOWN.get(name, name) for name in edition.unknown]
