"""What has changed at the programmes of a plan since it was made: deadlines, amounts, editions that came or went."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from quartier.catalogue.store import Catalogue
from quartier.matching.wording import german_date
from quartier.model.answers import Grant, Plan
from quartier.model.edition import Block, Edition, Source
from quartier.model.money import german_euros, percent_text
from quartier.portal.reminders.models import CatalogueState
from quartier.service.catalogue import the_catalogue

Key = TypeVar("Key", bound=Hashable)
Facts = Mapping[str, Any]
"""What counts of one edition: name, validity, deadlines, money by block."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed at a programme; `before` and `after` in words, empty where there is nothing.

    `sources`: where the new rule stands; none for what is gone.
    """

    programme: str
    name: str
    what: str
    before: str
    after: str
    sources: tuple[Source, ...] = ()

    @property
    def mark(self) -> str:
        """The same for the same change."""
        return f"{self.programme}|{self.what}|{self.before}|{self.after}"


def remember(catalogue: Catalogue) -> None:
    """Keep what counts of every edition now, to compare with later."""
    digest = catalogue.digest
    if digest not in _remembered:
        CatalogueState.objects.get_or_create(digest=digest, defaults={"facts": _facts_of(catalogue)})
        transaction.on_commit(lambda: _only_remembered(digest))


def _only_remembered(digest: str) -> None:
    """Another catalogue may be forgotten by the daily command: if it comes back it is kept anew."""
    _remembered.clear()
    _remembered.add(digest)


_remembered: set[str] = set()


def forget_states(is_used: Callable[[str], bool]) -> int:
    """Delete what is known of catalogues no plan was made with; how many. That of today stays, plans are coming."""
    others = CatalogueState.objects.exclude(digest=the_catalogue().digest).values_list("digest", flat=True)
    unused = [digest for digest in others if not is_used(digest)]
    return CatalogueState.objects.filter(digest__in=unused).delete()[0]


def changes_of(plans: Mapping[Key, tuple[Plan, str]], today: dt.date) -> dict[Key, list[Change]]:
    """What changed at the programmes of each plan since the catalogue of its digest; only plans something touches.

    One query, however many plans: many were made with the same catalogue.
    """
    now = the_catalogue()
    older = {key: (plan, digest) for key, (plan, digest) in plans.items() if digest != now.digest}
    states = CatalogueState.objects.in_bulk({digest for _plan, digest in older.values()}) if older else {}
    found = {
        key: _changed(plan, states[digest].facts, now, today)
        for key, (plan, digest) in older.items()
        if digest in states
    }
    return {key: changes for key, changes in found.items() if changes}


def _changed(plan: Plan, facts: Mapping[str, Facts], now: Catalogue, today: dt.date) -> list[Change]:
    used = {(grant.programme, grant.edition): grant for grant in plan.grants}
    return [change for grant in used.values() for change in _changes(grant, facts.get(_key(grant)), now, today)]


def _key(grant: Grant) -> str:
    return f"{grant.programme}/{grant.edition}"


def _changes(grant: Grant, before: Facts | None, now: Catalogue, today: dt.date) -> Iterator[Change]:
    if before is None:
        return

    def change(what: str, old: str, new: str, sources: Iterable[Source] = ()) -> Change:
        return Change(grant.programme, str(before["name"]), what, old, new, tuple(dict.fromkeys(sources)))

    edition = next((one for one in now.by_programme.get(grant.programme, ()) if one.edition == grant.edition), None)
    if edition is None:
        yield change(_("Ausgabe"), grant.edition, _("steht nicht mehr im Katalog"))
        return
    after = _facts_of(now)[_key(grant)]
    if before["deadlines"] != after["deadlines"]:
        yield change(_("Fristen"), before["deadlines"], after["deadlines"], _told_dates(edition, before["deadlines"]))
    if before["valid"] != after["valid"]:
        yield change(_("gültig"), before["valid"], after["valid"], _paying(edition))
    yield from _money(change, before["money"], after["money"], edition)
    newest = now.edition_at(grant.programme, today)
    if newest is not None and newest.edition != grant.edition:
        yield change(_("Ausgabe"), grant.edition, newest.edition, _paying(newest))


def _told_dates(edition: Edition, before: str) -> list[Source]:
    """The sources of the deadlines that were not there before; where none is new, of all that are left."""
    dates = _dates(edition)
    new = [source for text, source in dates if text not in before.split(", ")]
    return [edition.sources[name] for name in new or [source for _text, source in dates]]


def _paying(edition: Edition) -> list[Source]:
    """The sources of what an edition pays: those it is mainly made from. Its validity names none of its own."""
    return [edition.sources[block.source] for block in edition.blocks if block.source]


def _money(change: Any, before: Mapping[str, str], after: Mapping[str, str], edition: Edition) -> Iterator[Change]:  # noqa: ANN401 - makes a change
    named = {str(block.name): edition.sources[block.source] for block in edition.blocks if block.source}
    for block in {**before, **after}:
        if before.get(block) != after.get(block):
            sources = [named[block]] if block in named else []
            yield change(_("Beträge: %s") % block, before.get(block, ""), after.get(block, ""), sources)


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
    return ", ".join(text for text, _source in _dates(edition)) or edition.intake.kind.value


def _dates(edition: Edition) -> list[tuple[str, str]]:
    """Each deadline in words, and the name of its source."""
    yearly = [(entry.closes.split("-"), entry.source) for entry in edition.intake.yearly]
    return [
        *((german_date(entry.closes), entry.source) for entry in edition.intake.rounds),
        *((f"{day}.{month}.", source) for (month, day), source in yearly),
    ]


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
