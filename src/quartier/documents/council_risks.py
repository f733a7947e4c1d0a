"""What may go wrong with a plan, for those who decide on it: open conditions, assumptions, warnings, what if."""

from __future__ import annotations

from collections.abc import Iterator

from quartier.documents.dossier import Dossier
from quartier.documents.paper import Bullets, Citations, Heading, Part, Text
from quartier.documents.passages import scenarios_table
from quartier.matching.wording import listed
from quartier.model.answers import Grant
from quartier.planning.candidates import NO_DEADLINE
from quartier.planning.plan_words import grouped_cautions

UNCLEAR = "Ob sich diese Programme verbinden lassen, sagt keine Quelle. Bitte vor dem Antrag bei den Stellen erfragen."


def risks_of(dossier: Dossier, citations: Citations) -> Iterator[Part]:
    """The chapter on risks."""
    yield Heading("Risiken")
    points = tuple(_warnings(dossier, citations))
    if points:
        yield Heading("Hinweise", 2)
        yield Bullets(points)
    yield from _open(dossier)
    yield Heading("Wenn es anders kommt", 2)
    yield scenarios_table(dossier)
    source = citations.mark(dossier.settlement.label_source)
    yield Text(
        f"Das sind Erwartungen, keine Entscheidungen: Ob und wie gekürzt wird, entscheidet die Stelle{source}.", "note"
    )


def _warnings(dossier: Dossier, citations: Citations) -> Iterator[str]:
    sources = {caution.text: caution.source for caution in dossier.plan.warnings}
    for text, subjects in grouped_cautions(dossier.plan).items():
        about = f" Betrifft: {', '.join(subjects)}." if subjects else ""
        yield f"{text}{about}{citations.mark(sources[text])}"


def _open(dossier: Dossier) -> Iterator[Part]:
    named = list(zip(dossier.grant_names, dossier.plan.grants, strict=True))
    found = [f"{name}: {text}" for name, grant in named for text in open_points(grant, pairs=False)]
    unclear = [f"„{name}“" for name, grant in named if grant.unclear_with]
    if unclear:
        found.append(f"{listed(unclear, 'und')}: {UNCLEAR}")
    if found:
        yield Heading("Noch offen", 2)
        yield Bullets(tuple(found))


def open_points(grant: Grant, *, pairs: bool = True) -> Iterator[str]:
    """What is still open about a grant: conditions nobody answered, and what was assumed because no source says it.

    With `pairs` also with which programmes of the plan no source allows or forbids to combine it.
    """
    for text in grant.open_texts:
        yield f"Bedingung noch offen: {text}"
    for text in grant.assumes if pairs or not grant.unclear_with else grant.assumes[:-1]:
        if text != NO_DEADLINE:
            yield text
