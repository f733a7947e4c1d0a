"""A plan that is being carried out, with everything that follows from what has happened so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import Document
from quartier.documents.dossier import Dossier
from quartier.model.actuals import Actuals
from quartier.model.answers import Grant, Plan
from quartier.model.money import cents_of
from quartier.model.months import month_of
from quartier.model.project import Project
from quartier.model.settlement import SettledGrant, Settlement
from quartier.planning.plan_words import third_party_names
from quartier.planning.settling.answer import settle_plan
from quartier.planning.settling.decided import Decided, Decision, TooMuchError, decided_plan
from quartier.portal.live.models import Course
from quartier.portal.live.services import GRANTED, OPEN, REFUSED
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import inputs_of
from quartier.service.plain_data import with_types
from quartier.service.settlement import settlement_of

PROJECT, FIGURES = "quartier.project/1", "quartier.actuals/1"


@dataclass
class Carrying:
    """One course of things. `day`: the day the figures are of, today."""

    course: Course
    day: dt.date
    council_dates: Sequence[dt.date] = ()

    @cached_property
    def plan(self) -> Plan:
        """The plan as it was at the beginning."""
        return Plan.model_validate_json(self.course.plan)

    @cached_property
    def project(self) -> Project:
        """The project as it was at the beginning; raises BadInputError where today's programmes ask for more."""
        data = {"format": PROJECT, **self.course.project_data}
        catalogue = the_catalogue()
        return inputs_of(Document("Vorhaben", with_types(data, catalogue.vocabulary)), catalogue).project

    @property
    def title(self) -> str:
        """The title of the project."""
        return str(self.course.project_data.get("title") or "")

    @cached_property
    def item_names(self) -> dict[str, str]:
        """What people call the cost items, by id."""
        items = self.course.project_data.get("costs") or []
        return {str(item.get("id")): str(item.get("label") or item.get("id")) for item in items}

    @cached_property
    def party_names(self) -> dict[str, str]:
        """What people call the parties, by id."""
        parties = self.course.project_data.get("parties") or []
        return {str(party.get("id")): str(party.get("name") or party.get("id")) for party in parties}

    @cached_property
    def money_names(self) -> dict[str, str]:
        """What people call other people's money of the plan, by id."""
        return third_party_names(self.project, self.party_names)

    def decision(self, position: int) -> Mapping[str, Any]:
        """What was told about the funder's decision on a grant."""
        return self.course.data.get(f"decision-{position}") or {"state": OPEN}

    def draws(self, position: int) -> list[dict[str, str]]:
        """What was received of a grant, by day."""
        return self.course.data.get(f"draws-{position}") or []

    @cached_property
    def told(self) -> dict[int, Decision]:
        """The decisions so far, by position in the plan."""
        numbers = range(len(self.plan.grants))
        told = {number: _told(self.decision(number)) for number in numbers}
        return {number: decision for number, decision in told.items() if decision}

    @cached_property
    def too_much(self) -> str:
        """Why the decisions cannot all be true at once; empty where they can."""
        try:
            decided_plan(self.plan, self.told)
        except TooMuchError as error:
            return str(error)
        return ""

    def _possible(self) -> dict[int, Decision]:
        """The decisions; none above its plan where together they are too much."""
        if not self.too_much:
            return self.told
        planned = {number: self.plan.grants[number].amount for number in self.told}
        return {number: Decision(min(told.amount, planned[number])) for number, told in self.told.items()}

    @cached_property
    def decided(self) -> Decided:
        """The plan after the decisions so far."""
        made = decided_plan(self.plan, self._possible())
        grants = [
            self._in_time(grant, position) for grant, position in zip(made.plan.grants, made.positions, strict=True)
        ]
        return Decided(made.plan.model_copy(update={"grants": tuple(grants)}), made.positions)

    def _in_time(self, grant: Grant, position: int) -> Grant:
        """The grant with the period that was granted, where one was told."""
        decision = self.decision(position)
        period = {name: month_of(decision[name]) for name in ("start", "end") if decision.get(name)}
        return grant.model_copy(update=period) if period else grant

    @cached_property
    def figures(self) -> dict[str, Any]:
        """The real figures as the public format `quartier.actuals/1` writes them."""
        data = self.course.data
        money = data.get("money") or {}
        return {
            "format": FIGURES,
            "project": self.title,
            "as_of": self.day,
            "costs": _years(data.get("costs") or {}),
            "third_party": _years(money.get("third_party") or {}),
            "new_money": [
                {**entry, "id": f"neu-{number}"} for number, entry in enumerate(money.get("new_money") or [], start=1)
            ],
            "payments": [_dated(payment) for payment in data.get("payments") or []],
            "grants": [entry for entry in map(self._grant_figures, self.decided.positions) if len(entry) > len(_WHICH)],
        }

    def _grant_figures(self, position: int) -> dict[str, Any]:
        grant, told = self.plan.grants[position], self.decision(position)
        found: dict[str, Any] = {name: getattr(grant, name) for name in _WHICH}
        if told.get("recognised"):
            found["eligible_costs"] = told["recognised"]
        if told.get("units") not in {None, ""}:
            found["units"] = {"reached": int(told["units"])}
        if told.get("partner_paid"):
            found["partner_paid"] = told["partner_paid"]
        if self.draws(position) and self.course.data.get("payments"):
            found["drawn"] = [_dated(draw) for draw in self.draws(position)]
        return found

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Why nothing can be settled: a programme is gone, or figures contradict each other."""
        if self.too_much:
            return (
                Problem("Zahlen", None, "grants", f"Die bewilligten Beträge sind zusammen zu hoch. {self.too_much}"),
            )
        try:
            self._given  # noqa: B018 - reading it checks everything
        except BadInputError as error:
            return error.problems
        return ()

    @cached_property
    def _given(self) -> tuple[Plan, Actuals]:
        plan = Document("Plan", self.decided.plan.model_dump(mode="json"))
        given = settlement_of(plan, Document("Zahlen", self.figures), the_catalogue())
        if given.actuals is None:  # cannot be: they were handed in
            raise LookupError
        return self.decided.plan, given.actuals

    @cached_property
    def settlement(self) -> Settlement:
        """What becomes of the grants, as `quartier settle` says it; raises BadInputError as `problems` tells."""
        plan, actuals = self._given
        return settle_plan(plan, actuals, the_catalogue(), self.title)

    @property
    def settled(self) -> list[tuple[int, SettledGrant]]:
        """Each grant that is not refused with its number from 1 in the plan."""
        numbers = (position + 1 for position in self.decided.positions)
        return list(zip(numbers, self.settlement.grants, strict=True))

    @cached_property
    def dossier(self) -> Dossier:
        """All that the documents need, with the decisions and figures so far; raises BadInputError."""
        plan, actuals = self._given
        return Dossier(
            project=self.project,
            plan=plan,
            catalogue=the_catalogue(),
            as_of=self.course.as_of,
            council_dates=tuple(sorted(set(self.council_dates))),
            actuals=actuals,
            identity=str(self.course.project_id),
        )

    @property
    def granted_total(self) -> int:
        """Cents granted so far."""
        told = (self.decision(number) for number in range(len(self.plan.grants)))
        return sum(cents_of(decision["amount"]) for decision in told if decision.get("state") == GRANTED)


_WHICH = ("programme", "block", "party")


def _told(decision: Mapping[str, Any]) -> Decision | None:
    if decision.get("state") == REFUSED:
        return Decision(0)
    if decision.get("state") != GRANTED:
        return None
    eligible = decision.get("eligible")
    return Decision(cents_of(decision["amount"]), cents_of(eligible) if eligible else None)


def _years(entries: Mapping[str, Mapping[str, str]]) -> dict[str, dict[int, str]]:
    return {name: {int(year): amount for year, amount in years.items()} for name, years in entries.items()}


def _dated(entry: Mapping[str, str]) -> dict[str, Any]:
    return {**entry, "on": dt.date.fromisoformat(entry["on"])}
