"""What has changed at the programmes of a plan since it was made: deadlines, amounts, editions that came or went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.catalogue.store import Catalogue
from quartier.matching.wording import german_date
from quartier.model.answers import Grant, Plan
from quartier.model.edition import Block, Edition
from quartier.model.money import german_euros, percent_text
from quartier.portal.reminders.models import CatalogueState
from quartier.service.catalogue import the_catalogue

Facts = Mapping[str, Any]
"""What counts of one edition: name, validity, deadlines, money by block."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed at a programme; `before` and `after` in words, empty where there is nothing."""

    programme: str
    name: str
    what: str
    before: str
    after: str

    @property
    def mark(self) -> str:
        """The same for the same change."""
        return f"{self.programme}|{self.what}|{self.before}|{self.after}"


def remember(catalogue: Catalogue) -> None:
    """Keep what counts of every edition now, to compare with later."""
    digest = catalogue.digest
    if digest not in _remembered:
        CatalogueState.objects.get_or_create(digest=digest, defaults={"facts": _facts_of(catalogue)})
        transaction.on_commit(lambda: _remembered.add(digest))


_remembered: set[str] = set()


def changes_of(plan: Plan, digest: str, today: dt.date) -> list[Change]:
    """What changed at the programmes of a plan that was made with the catalogue of this digest."""
    now = the_catalogue()
    if digest == now.digest:
        return []
    before = CatalogueState.objects.filter(digest=digest).first()
    if before is None:
        return []
    after = _facts_of(now)
    used = {(grant.programme, grant.edition): grant for grant in plan.grants}
    return [
        change
        for grant in used.values()
        for change in _changes(grant, before.facts.get(_key(grant)), after.get(_key(grant)), now, today)
    ]


def _key(grant: Grant) -> str:
    return f"{grant.programme}/{grant.edition}"


def _changes(
    grant: Grant, before: Facts | None, after: Facts | None, now: Catalogue, today: dt.date
) -> Iterator[Change]:
    if before is None:
        return

    def change(what: str, old: str, new: str) -> Change:
        return Change(grant.programme, str(before["name"]), what, old, new)

    if after is None:
        yield change(_("Ausgabe"), grant.edition, _("steht nicht mehr im Katalog"))
        return
    for what, name in ((_("Fristen"), "deadlines"), (_("gültig"), "valid")):
        if before[name] != after[name]:
            yield change(what, before[name], after[name])
    yield from _money(change, before["money"], after["money"])
    newest = now.edition_at(grant.programme, today)
    if newest is not None and newest.edition != grant.edition:
        yield change(_("Ausgabe"), grant.edition, newest.edition)


def _money(change: Any, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Change]:  # noqa: ANN401 - makes a change
    for block in {**before, **after}:
        if before.get(block) != after.get(block):
            yield change(_("Beträge: %s") % block, before.get(block, ""), after.get(block, ""))


def _facts_of(catalogue: Catalogue) -> dict[str, Facts]:
    """What counts of every edition; kept for the catalogue asked for last."""
    if _kept[0] != catalogue.digest:
        facts = {f"{edition.programme}/{edition.edition}": _facts(edition) for edition in catalogue.editions}
        _kept[:] = [catalogue.digest, facts]
    found: dict[str, Facts] = _kept[1]
    return found


_kept: list[Any] = ["", {}]


def _facts(edition: Edition) -> dict[str, Any]:
    return {
        "name": str(edition.name),
        "valid": f"{_day(edition.valid.from_)} – {_day(edition.valid.until)}",
        "deadlines": _deadlines(edition),
        "money": {str(block.name): _paid(block) for block in edition.blocks},
    }


def _deadlines(edition: Edition) -> str:
    days = [german_date(entry.closes) for entry in edition.intake.rounds]
    days += [f"{day}.{month}." for month, day in (entry.closes.split("-") for entry in edition.intake.yearly)]
    return ", ".join(days) or edition.intake.kind.value


def _paid(block: Block) -> str:
    """Rates, floors and ceilings of a block in one line."""
    pays = block.pays
    rates = [pays.rate] if pays.rate is not None else []
    rates += [*(step.rate for step in pays.rates), *(step.rate for step in pays.degressive)]
    parts = [f"{percent_text(rate)} %" for rate in rates]
    for amount in pays.amount:
        low = german_euros(amount.min) if amount.min else ""
        high = german_euros(amount.max) if amount.max else ""
        parts.append(" – ".join(part for part in (low, high) if part))
    return ", ".join(part for part in parts if part)


def _day(day: dt.date | None) -> str:
    return german_date(day) if day else "…"
