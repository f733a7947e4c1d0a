"""What may be requested from each funder now, until when it must be spent, and what must be advanced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.model.edition import Block, Edition
from quartier.model.money import cents_of
from quartier.model.pays import PUBLIC_LEVELS, Level
from quartier.model.settlement import SettledGrant
from quartier.planning.settling.drawing import needed_by
from quartier.portal.frame.fields import MoneyField
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.states import GRANTED

PAYOUT: dict[str, Promise] = {
    "advance": _("Das Geld kann vor dem Bezahlen abgerufen werden."),
    "reimbursement": _("Das Geld kommt erst, wenn Sie bezahlt haben und die Rechnungen vorlegen."),
    "unknown": _("Ob das Geld vor oder nach dem Bezahlen kommt, sagt keine Quelle. Bitte erfragen."),
}


class BillsForm(forms.Form):
    """Bills that are due soon, one field for each item."""

    def __init__(self, items: Mapping[str, str], data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or nothing
        super().__init__(data, prefix="f")
        self.items = items
        for row, name in enumerate(items.values()):
            self.fields[str(row)] = MoneyField(label=name, required=False)

    def bills(self) -> dict[str, int]:
        """Cents by item, without those where nothing was typed."""
        told = ((item, self.cleaned_data.get(str(row))) for row, item in enumerate(self.items))
        return {item: cents for item, text in told if text and (cents := cents_of(text))}


@dataclass(frozen=True, slots=True)
class Need:
    """One grant. `now`: what may be requested for what was paid, `soon`: also for the bills told; in cents.

    `spend_by`: until when money requested today must be spent, None where it is paid afterwards; `granted`: whether
    there is a decision, before which nothing may be requested.
    """

    number: int
    grant: SettledGrant
    granted: bool
    received: int
    now: int
    soon: int | None
    spend_by: dt.date | None
    payout: Promise
    public: bool
    office: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was received of a grant, what more may be requested now, and what must be given back in the end; in cents.

    Receipts count here even before any payment is known, which `quartier settle` does not take.
    """

    received: int
    now: int
    back: int


def settled_grants(carrying: Carrying) -> Iterator[tuple[int, SettledGrant, Drawn]]:
    """Every grant that is not refused, with its number and what was received of it."""
    for number, grant in carrying.settled:
        received = carrying.received(number - 1)
        yield number, grant, Drawn(received, _now(grant, received), max(0, received - grant.expected))


def _now(grant: SettledGrant, received: int) -> int:
    """What the payments allow, and never more than is expected to remain."""
    return max(0, min(grant.expected, grant.drawing.may_draw) - received)


def needs_of(carrying: Carrying, bills: Mapping[str, int]) -> list[Need]:
    """Every grant that is not refused."""
    later = carrying.settled_with(bills).grants if bills else (None,) * len(carrying.settled)
    return [
        _need(carrying, number, grant, edition, block, soon)
        for (number, grant), (edition, block), soon in zip(carrying.settled, _rules(carrying), later, strict=True)
    ]


def _rules(carrying: Carrying) -> Iterator[tuple[Edition, Block]]:
    dossier = carrying.dossier
    return ((dossier.edition_of(grant), dossier.block_of(grant)) for grant in dossier.plan.grants)


def _need(  # noqa: PLR0913, PLR0917 - all that is known of one grant
    carrying: Carrying, number: int, grant: SettledGrant, edition: Edition, block: Block, soon: SettledGrant | None
) -> Need:
    received = carrying.received(number - 1)
    payout = block.pays.payout
    federal = edition.level is Level.FEDERAL
    return Need(
        number=number,
        grant=grant,
        granted=carrying.decision(number - 1)["state"] == GRANTED,
        received=received,
        now=_now(grant, received),
        soon=_now(soon, received) if soon else None,
        spend_by=None if payout == "reimbursement" else needed_by(carrying.day, federal=federal),
        payout=PAYOUT[payout],
        public=edition.level in PUBLIC_LEVELS,
        office=edition.authority.name.removesuffix("."),
    )
