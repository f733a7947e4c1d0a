"""The step that asks whose money there is: own, others', volunteers' hours, and what was decided before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from quartier.model.answers import SourceNote
from quartier.planning.limits import AID_SOURCES
from quartier.portal.live.services import ToldHere, told_here
from quartier.portal.projects.services import StoredProject
from quartier.portal.toolkit.decided import (
    AidRow,
    GrantedRow,
    aid_rows,
    aid_values,
    granted_rows,
    granted_values,
)
from quartier.portal.toolkit.rows import (
    FundsRow,
    OthersRow,
    Row,
    by_year,
    identifier,
    party_choices,
    shown_by_year,
)
from quartier.portal.toolkit.tables import TableStep
from quartier.portal.toolkit.telling import Line, grant_lines


class MoneyStep(TableStep):
    """Whose money there is: own, others', volunteers' hours; grants that are certain and aid of the last years."""

    prefixes = ("funds", "others", "granted", "aid")
    empty: ClassVar[Mapping[str, int]] = {"funds": 0, "granted": 1, "aid": 1}

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None, *, more: str = "") -> None:
        self.told: ToldHere = told_here(project)
        super().__init__(project, data, more=more)

    def row_class(self, prefix: str) -> tuple[type[Row], dict[str, Any]]:
        """One row for each party; then money of others, decided grants, earlier aid."""
        classes: dict[str, tuple[type[Row], dict[str, Any]]] = {
            "funds": (FundsRow, {"years": self.years}),
            "others": (OthersRow, {"project": self.project, "years": self.years}),
            "granted": (GrantedRow, {"project": self.project, "belonging": self.told.belonging}),
            "aid": (AidRow, {"project": self.project}),
        }
        return classes[prefix]

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        """What the rows of each table show at first."""
        if prefix == "funds":
            return self._funds()
        if prefix == "granted":
            return granted_rows(self.project, self.told)
        return aid_rows(self.project) if prefix == "aid" else self._money_of_others()

    def _funds(self) -> list[dict[str, Any]]:
        own = self.project.data.get("own_funds") or {}
        return [
            {"id": party["id"], **shown_by_year(own.get(party["id"])), **self._hours(party["id"])}
            for party in self.project.data.get("parties") or []
        ]

    def _money_of_others(self) -> list[dict[str, Any]]:
        return [
            {"id": o.get("id"), "kind": o.get("kind"), "party": o.get("party", ""), **shown_by_year(o.get("amounts"))}
            for o in self.project.data.get("third_party") or []
        ]

    def named_funds(self) -> list[tuple[str, Row]]:
        """The rows of own money with the name of their party."""
        names = dict(party_choices(self.project))
        return [(names.get(row["id"].value() or "", ""), row) for row in self.formsets["funds"].forms]

    @property
    def unfolded(self) -> set[str]:
        """The tables of what was decided before that are not empty, or of which somebody wants more rows."""
        bound = self.data is not None
        filled = {
            prefix
            for prefix, formset in self.formsets.items()
            if formset.initial_form_count() or (bound and formset.has_changed())
        }
        return filled | {self.more} | ({"granted"} if self.told.entries else set())

    @property
    def told_lines(self) -> list[Line]:
        """The grants that are told while the plan is carried out."""
        return grant_lines(self.project, self.told.entries)

    @property
    def aid_source(self) -> SourceNote:
        """Where the ceiling of earlier aid is written."""
        return AID_SOURCES["de_minimis"]

    def values(self) -> dict[str, object]:
        """Own money, money of others, hours, what was decided. A party without any figure has no limit."""
        known = {party["id"] for party in self.project.data.get("parties") or []}
        rows = [row for row in (form.cleaned_data for form in self.formsets["funds"].forms) if row.get("id") in known]
        own = {row["id"]: amounts for row in rows if (amounts := by_year(row, self.years))}
        hours = [{"party": row["id"], "hours": h} for row in rows if (h := by_year(row, self.years, "h"))]
        return {
            "own_funds": own,
            "third_party": self._others(),
            "in_kind": hours,
            "granted": granted_values(self.kept("granted"), self.told),
            "aid_received": aid_values(self.kept("aid")),
        }

    def _others(self) -> list[dict[str, Any]]:
        before = {other.get("id"): other for other in self.project.data.get("third_party") or []}
        found: list[dict[str, Any]] = []
        for row in self.kept("others"):
            key = row["id"] or identifier(row["kind"], [*before, *(o["id"] for o in found)], "mittel")
            other = {**before.get(key, {}), "id": key, "kind": row["kind"], "party": row["party"]}
            other["amounts"] = by_year(row, self.years)
            found.append({name: value for name, value in other.items() if value})
        return found

    def _hours(self, party: str) -> dict[str, Any]:
        return {
            f"h{year}": hours
            for entry in self.project.data.get("in_kind") or []
            if (entry.get("party") or self.project.first_party) == party
            for year, hours in (entry.get("hours") or {}).items()
        }
