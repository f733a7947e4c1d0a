"""What a funder wants beside the money being spent well: reports, signs, tenders, keeping of papers.

Only what the sources of the programme say; where they say nothing, whom to ask. Words of people go before all of it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.model.answers import Grant, SourceNote
from quartier.model.edition import Block, Edition
from quartier.planning.explain import source_note
from quartier.portal.live.carrying import Carrying

KINDS: tuple[tuple[str, Promise, str], ...] = (
    ("interim", _("Zwischenbericht"), r"zwischen(?:bericht|nachweis)|sachstandsbericht"),
    ("proof", _("Verwendungsnachweis"), r"verwendungsnachweis|\bder nachweis\b.*\bbis\b|abschlussbericht|sachbericht"),
    (
        "publicity",
        _("Auf die Förderung hinweisen"),
        r"öffentlichkeitsarbeit|hinweisen auf|\blogo\b|publizität|\bschild(?:er)?\b",
    ),
    (
        "procurement",
        _("Aufträge vergeben"),
        r"vergaberecht|auftragsvergabe|vergleichsangebot|\bvob\b|\buvgo\b|drei angebote|aufträge",
    ),
    ("papers", _("Belege aufheben"), r"\bbelege\b|aufbewahr|aufheben"),
)
"""Kinds of duties and how the catalogue speaks of them."""

EARMARK = "earmark"


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a source."""

    text: str
    source: SourceNote | None


@dataclass(frozen=True, slots=True)
class Owed:
    """One kind of duty. Without `said` no source says anything. `id`: what its tick is kept under."""

    key: str
    name: Promise
    said: tuple[Said, ...]
    id: str
    done: dt.date | None


def owed_ids(carrying: Carrying) -> set[str]:
    """What can be ticked off."""
    keys = [key for key, _name, _pattern in KINDS] + [EARMARK]
    return {owed_id(grant, key) for grant in carrying.plan.grants for key in keys}


def owed_id(grant: Grant, key: str) -> str:
    """The same for the same grant, whatever its number in the plan."""
    name = f"{grant.programme}/{grant.block}/{grant.party}|{key}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def owed_of(carrying: Carrying, position: int, edition: Edition) -> list[Owed]:
    """The duties that go with a grant, in the order in which they come."""
    grant, done = carrying.plan.grants[position], carrying.course.data.get("done") or {}
    said = [Said(str(r.text), source_note(edition, r.source)) for r in (*edition.remarks, *edition.steps)]
    found = [
        (key, name, tuple(entry for entry in said if re.search(pattern, entry.text, re.IGNORECASE)))
        for key, name, pattern in KINDS
    ]
    found.append((EARMARK, _("Zweckbindung"), _earmarked(carrying, position, edition)))
    owed = []
    for key, name, told in found:
        ticked = done.get(owed_id(grant, key))
        owed.append(Owed(key, name, told, owed_id(grant, key), dt.date.fromisoformat(ticked) if ticked else None))
    return owed


def _earmarked(carrying: Carrying, position: int, edition: Edition) -> tuple[Said, ...]:
    """How long what was paid for must serve its purpose, counted from the end of the funding."""
    grant = carrying.plan.grants[position]
    block = next((block for block in edition.blocks if block.id == grant.block), None)
    years = block.pays.earmark_years if block else None
    if block is None or not years:
        return ()
    return (Said(_years_words(carrying, grant, position, years), source_note(edition, block.source)),)


def _years_words(carrying: Carrying, grant: Grant, position: int, years: int) -> str:
    words = f"{years} Jahre lang muss das Geförderte dem Zweck dienen. Ab wann gezählt wird, sagt der Bescheid."
    end = carrying.decision(position).get("end") or (str(grant.end) if grant.end else "")
    if not end:
        return words
    year, month = (int(part) for part in end.split("-")[:2])
    last = dt.date(year + years + (month == 12), month % 12 + 1, 1) - dt.timedelta(days=1)  # noqa: PLR2004 - December
    return f"{words} Vom Ende der Förderung an gezählt: bis {last.day:02}.{last.month:02}.{last.year}."


EARLY: dict[str, Promise] = {
    "forbidden": _("Aufträge erst nach dem Bescheid vergeben, sonst ist der Zuschuss in Gefahr."),
    "after_application": _("Beginnen dürfen Sie, sobald der Antrag gestellt ist."),
    "with_permission": _("Früher beginnen dürfen Sie nur, wenn die Stelle es vorher schriftlich erlaubt."),
    "allowed": _("Früher beginnen ist erlaubt."),
    "unknown": _("Ob Sie vor dem Bescheid beginnen dürfen, sagt keine Quelle. Bitte erfragen."),
}


def early_words(block: Block | None) -> Promise | None:
    """Whether one may begin before the decision."""
    return EARLY[block.pays.early_start] if block else None
