"""The catalogue for other programs: all editions as JSON, one row for each block as CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from quartier.catalogue.ageing import UNKNOWN
from quartier.catalogue.store import Catalogue
from quartier.model.edition import Block, Edition
from quartier.model.money import euros_text, percent_text

FORMAT = "quartier.catalogue/1"

SEPARATOR = " | "
"""Between several values in one cell."""

COLUMNS = (
    *("programme", "edition", "block", "name", "block_name", "level", "funder", "authority", "url"),
    *("valid_from", "valid_until", "intake", "closes", "topics", "target_groups"),
    *("financing", "rate", "amount_min", "amount_max", "amount_per", "own_min_rate", "max_months"),
    *("costs", "measures", "early_start", "payout", "state_aid", "earmark_years"),
    *("conditions", "combining", "unknown", "confidence", "newest_source"),
)
"""Dates are ISO, amounts euros with two decimals, rates percent; several values stand between ` | `."""


def as_json(catalogue: Catalogue) -> str:
    """All editions as in their files, with the vocabulary their conditions refer to."""
    data = {
        "format": FORMAT,
        "digest": catalogue.digest,
        "vocabulary": catalogue.vocabulary.model_dump(mode="json", exclude_defaults=True),
        "editions": [
            edition.model_dump(mode="json", by_alias=True, exclude_defaults=True) for edition in catalogue.editions
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_csv(catalogue: Catalogue) -> str:
    """One row for each block of each edition (RFC 4180, comma, with a header)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_row(edition, block) for edition in catalogue.editions for block in edition.blocks)
    return text.getvalue()


def _row(edition: Edition, block: Block) -> dict[str, str]:
    cells = {**_edition_cells(edition), **_block_cells(block)}
    cells["conditions"] = SEPARATOR.join(entry.text.de for entry in (*edition.conditions, *block.conditions))
    return cells


def _edition_cells(edition: Edition) -> dict[str, str]:
    valid, intake = edition.valid, edition.intake
    read = sorted(source.as_of for source in edition.sources.values() if source.as_of != UNKNOWN)
    closes = (*(entry.closes.isoformat() for entry in intake.rounds), *(entry.closes for entry in intake.yearly))
    return {
        "programme": edition.programme,
        "edition": edition.edition,
        "name": edition.name.de,
        "level": edition.level,
        "funder": edition.funder,
        "authority": edition.authority.name,
        "url": edition.url or "",
        "valid_from": valid.from_.isoformat() if valid.from_ else "",
        "valid_until": valid.until.isoformat() if valid.until else "",
        "intake": intake.kind,
        "closes": SEPARATOR.join(closes),
        "topics": SEPARATOR.join(edition.topics),
        "target_groups": SEPARATOR.join(edition.target_groups),
        "combining": SEPARATOR.join(rule.text.de for rule in edition.combining if rule.text),
        "unknown": SEPARATOR.join(edition.unknown),
        "confidence": edition.confidence,
        "newest_source": read[-1] if read else "",
    }


def _block_cells(block: Block) -> dict[str, str]:
    pays = block.pays
    rates = [*([pays.rate] if pays.rate is not None else ()), *(step.rate for step in pays.rates)]
    rates += [step.rate for step in pays.degressive]
    own = pays.own.min_rate if pays.own else None
    return {
        "block": block.id,
        "block_name": block.name.de,
        "financing": pays.financing,
        "rate": SEPARATOR.join(map(percent_text, rates)),
        "amount_min": _amounts(amount.min for amount in pays.amount),
        "amount_max": _amounts(amount.max for amount in pays.amount),
        "amount_per": SEPARATOR.join(amount.per for amount in pays.amount),
        "own_min_rate": percent_text(own) if own is not None else "",
        "max_months": str(pays.period.max_months or ""),
        "costs": SEPARATOR.join(pays.base.kinds or ()),
        "measures": SEPARATOR.join(pays.base.measures or ()),
        "early_start": pays.early_start,
        "payout": pays.payout,
        "state_aid": pays.state_aid,
        "earmark_years": str(pays.earmark_years or ""),
    }


def _amounts(values: Iterator[int | None]) -> str:
    """Every amount in its place, so that floor, ceiling and unit of the same position belong together."""
    texts = [euros_text(value) if value is not None else "" for value in values]
    return SEPARATOR.join(texts) if any(texts) else ""
