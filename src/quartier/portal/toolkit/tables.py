"""The steps that are tables: rows to and from the sections of a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from quartier.model.money import cents_of, euros_text
from quartier.portal.projects.services import StoredProject
from quartier.portal.toolkit.rows import (
    MAX_ROWS,
    CostRow,
    PartyRow,
    Row,
    by_year,
    identifier,
    project_years,
    shown_by_year,
)

MORE = 3
"""How many empty rows are offered when somebody asks for more."""

Formset = BaseFormSet[Row]


class TableStep:
    """A step made of tables; each offers an empty row, or several when somebody asks for `more` of this table."""

    prefixes: ClassVar[tuple[str, ...]]
    empty: ClassVar[Mapping[str, int]] = {}
    """How many empty rows a table offers that has none yet, where that is another number than usual."""

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None, *, more: str = "") -> None:
        self.project, self.data, self.more = project, data, more
        self.years = project_years(project)
        self.formsets = {prefix: self._formset(prefix) for prefix in self.prefixes}

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        """What the rows of a table show at first."""
        raise NotImplementedError

    def values(self) -> dict[str, object]:
        """The sections with their new values."""
        raise NotImplementedError

    def row_class(self, prefix: str) -> tuple[type[Row], dict[str, Any]]:
        """The form of a row and its options."""
        raise NotImplementedError

    def is_valid(self) -> bool:
        """Whether everything can be kept."""
        return not self.errors

    @property
    def errors(self) -> bool:
        """Whether something is wrong."""
        return any(formset.total_error_count() for formset in self.formsets.values())

    def kept(self, prefix: str) -> list[dict[str, Any]]:
        """The cleaned rows that count."""
        return [row.cleaned_data for row in self.formsets[prefix].forms if row.filled()]

    def _extra(self, prefix: str, initial: list[dict[str, Any]]) -> int:
        if self.more == prefix:
            return MORE
        return self.empty.get(prefix, 1 if initial else MORE)

    def _formset(self, prefix: str) -> Formset:
        row, options = self.row_class(prefix)
        initial = self.rows(prefix)
        made = formset_factory(
            row,
            extra=self._extra(prefix, initial),
            can_delete=prefix != "funds",
            max_num=MAX_ROWS,
            absolute_max=MAX_ROWS + 50,
            validate_max=True,
        )
        return made(
            self.data,
            prefix=prefix,
            initial=initial,
            form_kwargs=options,
            error_messages={"too_many_forms": str(_("Bitte höchstens 300 Zeilen: fassen Sie kleine Posten zusammen."))},
        )


class WhoStep(TableStep):
    """Who takes part and may apply."""

    prefixes = ("parties",)

    def row_class(self, prefix: str) -> tuple[type[Row], dict[str, Any]]:  # noqa: ARG002 - one table only
        """Parties."""
        return PartyRow, {}

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        """The parties."""
        return [
            {"id": party.get("id"), "type": party.get("type"), "name": party.get("name", "")}
            for party in self.project.data.get(prefix) or []
        ]

    def values(self) -> dict[str, object]:
        """The parties with the facts that are known of them."""
        before = {party.get("id"): party for party in self.project.data.get("parties") or []}
        parties: list[dict[str, Any]] = []
        for row in self.kept("parties"):
            key = row["id"] if row["id"] in before else ""
            key = key or identifier(row["name"] or row["type"], (p["id"] for p in parties), "partner")
            party = {**before.get(key, {}), "id": key, "type": row["type"], "name": row["name"]}
            parties.append({name: value for name, value in party.items() if value not in ("", None)})
        return {"parties": parties}


class CostStep(TableStep):
    """What it costs, by item and year."""

    prefixes = ("costs",)

    def row_class(self, prefix: str) -> tuple[type[Row], dict[str, Any]]:  # noqa: ARG002 - one table only
        """Cost items."""
        return CostRow, {"project": self.project, "years": self.years}

    def rows(self, prefix: str) -> list[dict[str, Any]]:
        """The items."""
        return [
            {
                "id": item.get("id"),
                "label": item.get("label", ""),
                "kind": item.get("kind", ""),
                "measure": item.get("measure", ""),
                "party": item.get("party", ""),
                "vat_rate": str(item.get("vat_rate", "")).replace(".", ","),
                "vat": "gross" if item.get("gross") else "net",
                **shown_by_year(item.get("net") or item.get("gross")),
            }
            for item in self.project.data.get(prefix) or []
        ]

    @property
    def sums(self) -> list[tuple[int, str]]:
        """The amounts as they are kept, added up by year."""
        items = self.project.data.get("costs") or []
        return [(year, euros_text(sum(_cents(item, year) for item in items))) for year in self.years]

    def values(self) -> dict[str, object]:
        """The items; what the table does not show of an item stays as it is."""
        before = {item.get("id"): item for item in self.project.data.get("costs") or []}
        items: list[dict[str, Any]] = []
        for row in self.kept("costs"):
            key = row["id"] if row["id"] in before else ""
            key = key or identifier(row["label"] or row["kind"], [*before, *(i["id"] for i in items)], "posten")
            amounts = by_year(row, self.years)
            item = {name: value for name, value in before.get(key, {}).items() if name not in {"net", "gross"}}
            item |= {name: row[name] for name in ("label", "kind", "measure", "party", "vat_rate")}
            item |= {"id": key, row["vat"] or "net": amounts}
            if key in before and not before[key].get("party") and row["party"] == self.project.first_party:
                del item["party"]  # omitted means the first, as the file says
            items.append({name: value for name, value in item.items() if value not in ("", None)})
        return {"costs": items}


def _cents(item: Mapping[str, Any], year: int) -> int:
    amount = (item.get("net") or item.get("gross") or {}).get(str(year))
    try:
        return cents_of(amount) if amount else 0
    except ValueError:
        return 0
