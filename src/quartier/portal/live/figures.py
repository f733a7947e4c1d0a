"""What was told while a plan is carried out as the public format `quartier.actuals/1`, for `quartier settle`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quartier.model.answers import Grant, Plan
from quartier.model.pays import PUBLIC_LEVELS
from quartier.planning.settling.findings import other_money
from quartier.service.catalogue import the_catalogue

FORMAT = "quartier.actuals/1"
_WHICH = ("programme", "block", "party")

GrantTold = tuple[Grant, Mapping[str, Any], Sequence[Mapping[str, str]]]
"""A grant, what was told of its decision, and what was received of it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The document, and the names of what was told but stands in no place of the plan: kept, not reckoned with."""

    document: dict[str, Any]
    left_out: tuple[str, ...]


class _Known:
    """What the plan has a place for; remembers what it has none for."""

    def __init__(self, plan: Plan) -> None:
        self.items = {cell.item for cell in plan.cells}
        self.parties = {cell.party for cell in plan.cells}
        self.money = set(other_money(plan))
        years = [cell.year for cell in plan.cells]
        self.first, self.last = min(years, default=0), max(years, default=0)
        self.left_out: dict[str, None] = {}

    def by_year(self, entries: Mapping[str, Mapping[str, str]], names: set[str]) -> dict[str, dict[int, str]]:
        found: dict[str, dict[int, str]] = {}
        for name, years in entries.items():
            for year, amount in years.items():
                if name in names and self.first <= int(year) <= self.last:
                    found.setdefault(name, {})[int(year)] = amount
                else:
                    self.left_out[f"{name} {year}"] = None
        return found

    def payments(self, entries: Iterable[Mapping[str, str]]) -> list[dict[str, Any]]:
        found = []
        for entry in entries:
            if entry["item"] in self.items:
                found.append(_dated(entry))
            else:
                self.left_out[entry["item"]] = None
        return found

    def new_money(self, entries: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        for number, entry in enumerate(entries, start=1):
            items = [item for item in entry.get("items") or [] if item in self.items]
            yield {**entry, "id": f"neu-{number}", "items": items}

    def granted(self, rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """Grants the plan does not know; one that a newer plan knows counts there."""
        for number, row in enumerate(rows, start=1):
            if row["programme"] in self.money:
                continue
            edition = the_catalogue().latest(row["programme"])
            yield {
                "id": f"weitere-{number}",
                "label": str(edition.name) if edition else row["programme"],
                "amount": row["amount"],
                "public": edition is not None and edition.level in PUBLIC_LEVELS,
                "items": [row["item"]] if row.get("item") in self.items else [],
                **({"party": row["party"]} if row.get("party") in self.parties and not row.get("item") else {}),
            }


def figures_of_course(
    data: Mapping[str, Any], plan: Plan, grants: Iterable[GrantTold], project: str, day: dt.date
) -> Figures:
    """The figures that fit the plan, and what does not."""
    known, money = _Known(plan), data.get("money") or {}
    payments = known.payments(data.get("payments") or [])
    document = {
        "format": FORMAT,
        "project": project,
        "as_of": day,
        "costs": known.by_year(data.get("costs") or {}, known.items),
        "third_party": known.by_year(money.get("third_party") or {}, known.money),
        "new_money": [*known.new_money(money.get("new_money") or []), *known.granted(data.get("extra") or [])],
        "payments": payments,
        "grants": [entry for told in grants if len(entry := _grant(told, paid=bool(payments))) > len(_WHICH)],
    }
    return Figures(document, tuple(known.left_out))


def _grant(told: GrantTold, *, paid: bool) -> dict[str, Any]:
    """What happened with one grant; draws say nothing where no payment is known."""
    grant, decision, draws = told
    found: dict[str, Any] = {name: getattr(grant, name) for name in _WHICH}
    if decision.get("recognised"):
        found["eligible_costs"] = decision["recognised"]
    if decision.get("units") not in {None, ""}:
        found["units"] = {"reached": int(decision["units"])}
    if decision.get("partner_paid"):
        found["partner_paid"] = decision["partner_paid"]
    if draws and paid:
        found["drawn"] = [_dated(draw) for draw in draws]
    return found


def _dated(entry: Mapping[str, str]) -> dict[str, Any]:
    return {**entry, "on": dt.date.fromisoformat(entry["on"])}
