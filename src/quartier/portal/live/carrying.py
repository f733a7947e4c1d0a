"""A plan that is being carried out, with everything that follows from what has happened so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import build
from quartier.catalogue.yamlfile import Document
from quartier.documents.dossier import Dossier
from quartier.model.actuals import Actuals
from quartier.model.answers import Grant, Plan
from quartier.model.money import cents_of, euros_text
from quartier.model.months import month_of
from quartier.model.project import Project
from quartier.model.settlement import SettledGrant, Settlement
from quartier.planning.plan_words import third_party_names
from quartier.planning.settling.answer import settle_plan
from quartier.planning.settling.decided import Decided, Decision, TooMuchError, decided_plan
from quartier.planning.settling.findings import block_of
from quartier.portal.live.figures import Figures, figures_of_course
from quartier.portal.live.models import Course
from quartier.portal.live.rebasing import as_fixed
from quartier.portal.live.states import GRANTED, OPEN, REFUSED
from quartier.service.catalogue import the_catalogue
from quartier.service.plain_data import with_types
from quartier.service.settlement import settlement_of

PROJECT = "quartier.project/1"


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
        """The project as it was at the beginning, whatever has become of the programmes it names."""
        data = {"format": PROJECT, **self.course.project_data}
        data.pop("choose", None)
        return build(Project, Document("Vorhaben", with_types(data, the_catalogue().vocabulary)))

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
        """What people call other people's money of the plan, by id; programmes whose grant was decided before."""
        decided = {name for cell in self.plan.cells for name in cell.granted}
        editions = {name: edition for name in decided if (edition := the_catalogue().latest(name))}
        programmes = {name: str(edition.name) for name, edition in editions.items()}
        return {**programmes, **third_party_names(self.project, self.party_names)}

    def decision(self, position: int) -> Mapping[str, Any]:
        """What was told about the funder's decision on a grant."""
        return self.course.data.get(f"decision-{position}") or {"state": OPEN}

    def draws(self, position: int) -> list[dict[str, str]]:
        """What was received of a grant, by day."""
        return self.course.data.get(f"draws-{position}") or []

    def dates(self, position: int) -> list[dict[str, str]]:
        """What the decision on a grant demands by a day."""
        return self.course.data.get(f"dates-{position}") or []

    @cached_property
    def told(self) -> dict[int, Decision]:
        """The decisions so far, by position in the plan."""
        numbers = range(len(self.plan.grants))
        told = {number: _told(self.decision(number)) for number in numbers}
        return {number: decision for number, decision in told.items() if decision}

    @cached_property
    def too_much(self) -> str:
        """Why the decisions cannot all be true at once, and which of them; empty where they can."""
        for position in sorted(self.told):
            so_far = {number: told for number, told in self.told.items() if number <= position}
            try:
                decided_plan(self.plan, so_far)
            except TooMuchError as error:
                return f"{self.plan.grants[position].name}: {error}"
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
        plan = made.plan.model_copy(update={"grants": tuple(grants)})
        return Decided(*as_fixed(plan, made.positions, self.gone))

    @cached_property
    def gone(self) -> list[int]:
        """Positions of the grants whose rules the catalogue has no more: they count as fixed money."""
        catalogue = the_catalogue()
        return [
            position
            for position, grant in enumerate(self.plan.grants)
            if block_of(catalogue, grant.programme, grant.edition, grant.block) is None
        ]

    def _in_time(self, grant: Grant, position: int) -> Grant:
        """The grant with the period that was granted, where one was told."""
        decision = self.decision(position)
        period = {name: month_of(decision[name]) for name in ("start", "end") if decision.get(name)}
        return grant.model_copy(update=period) if period else grant

    @cached_property
    def told_figures(self) -> Figures:
        """The real figures, and those that fit nothing in the plan any more."""
        plan = self.decided.plan
        which = [self.plan.grants[position] for position in self.decided.positions]
        grants = [
            (grant, self.decision(at), self.draws(at)) for grant, at in zip(which, self.decided.positions, strict=True)
        ]
        return figures_of_course(self.course.data, plan, grants, self.title, self.day)

    @property
    def left_out(self) -> list[str]:
        """What was told about items or money the plan does not have."""
        names = {**self.item_names}
        return [" ".join(names.get(part, part) for part in entry.split(" ")) for entry in self.told_figures.left_out]

    @property
    def figures(self) -> dict[str, Any]:
        """The real figures as the public format `quartier.actuals/1` writes them."""
        return self.told_figures.document

    @cached_property
    def problems(self) -> Sequence[Problem]:
        """Why nothing can be settled: a programme is gone, or figures contradict each other."""
        if self.too_much:
            return (
                Problem("Zahlen", None, "grants", f"Die bewilligten Beträge sind zusammen zu hoch. {self.too_much}"),
            )
        try:
            self._given  # noqa: B018 - reading it checks everything
            self.project  # noqa: B018 - as above
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

    def settled_with(self, bills: Mapping[str, int]) -> Settlement:
        """The same as if these bills (cents by item) were paid today, to see what may be drawn for them."""
        extra = [{"on": self.day, "item": item, "amount": euros_text(cents)} for item, cents in bills.items()]
        figures = {**self.figures, "payments": [*self.figures["payments"], *extra]}
        plan = Document("Plan", self.decided.plan.model_dump(mode="json"))
        given = settlement_of(plan, Document("Zahlen", figures), the_catalogue())
        return settle_plan(self.decided.plan, given.actuals, the_catalogue(), self.title)

    def received(self, position: int) -> int:
        """Cents received of a grant."""
        return sum(cents_of(draw["amount"]) for draw in self.draws(position))

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
        """Cents granted so far, in the plan and beside it."""
        told = [self.decision(number) for number in range(len(self.plan.grants))]
        amounts = [decision["amount"] for decision in told if decision.get("state") == GRANTED]
        return sum(map(cents_of, [*amounts, *(row["amount"] for row in self.course.data.get("extra") or [])]))


def _told(decision: Mapping[str, Any]) -> Decision | None:
    if decision.get("state") == REFUSED:
        return Decision(0)
    if decision.get("state") != GRANTED:
        return None
    eligible = decision.get("eligible")
    return Decision(cents_of(decision["amount"]), cents_of(eligible) if eligible else None)
