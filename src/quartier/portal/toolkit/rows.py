"""The forms of the steps that are tables: who takes part, what it costs, whose money there is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.portal.frame.fields import MoneyField, RateField, shown_amount
from quartier.portal.projects.services import StoredProject
from quartier.portal.toolkit.forms import terms

MAX_ROWS = 300
"""More rows are no plan that a council can read; the page says so."""

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def identifier(words: str, taken: Iterable[str], default: str) -> str:
    """A short id from a name, told apart from those that are taken."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].rstrip("-") or default
    used, name, number = set(taken), base, 1
    while name in used:
        number += 1
        name = f"{base}-{number}"
    return name


def project_years(project: StoredProject) -> list[int]:
    """The years of the project, and any other year for which an amount is kept, so that none is lost."""
    period = project.data.get("period") or {}
    years: set[int] = set()
    if period.get("start") and period.get("end"):
        years = set(range(int(period["start"][:4]), int(period["end"][:4]) + 1))
    for item in project.data.get("costs") or []:
        years |= {int(year) for year in (item.get("net") or item.get("gross") or {})}
    return sorted(years)


_OF_A_PARTY = ("costs", "third_party", "granted", "aid_received")
"""The sections with rows that belong to a party."""


def party_choices(project: StoredProject) -> list[tuple[str, str]]:
    """Who takes part, by id and name; ids that some row still names though the party is gone are told."""
    parties = [(p["id"], p.get("name") or _party_type(p.get("type", ""))) for p in project.data.get("parties") or []]
    named = (entry for section in _OF_A_PARTY for entry in project.data.get(section) or [])
    lost = {entry["party"] for entry in named if entry.get("party")} - {key for key, _name in parties}
    return [*parties, *((key, str(_("gelöscht: %(id)s") % {"id": key})) for key in sorted(lost))]


def _party_type(key: str) -> str:
    return dict(terms("parties")).get(key, key)


class Row(forms.Form):
    """A row of a table; a row in which nothing was typed counts as not there."""

    id = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    @property
    def number(self) -> int:
        """The row's place in its table, counted from 1."""
        return int((self.prefix or "0-0").rsplit("-", 1)[1]) + 1

    table: str | Promise = ""
    """What the table is called where a page has several."""

    marks: Sequence[str] = ()
    """The fields of which at least one must be filled in for the row to count."""

    def filled(self) -> bool:
        """Whether the row counts."""
        return any(self.cleaned_data.get(name) for name in self.marks) and not self.cleaned_data.get("DELETE")


class PartyRow(Row):
    """One who takes part."""

    type = forms.ChoiceField(label=_("Art"), required=False)
    name = forms.CharField(label=_("Name"), max_length=120, required=False)
    marks = ("type",)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.fields["type"].choices = [("", _("bitte wählen")), *terms("parties")]  # type: ignore[attr-defined] # has choices

    def clean(self) -> dict[str, Any]:
        """A name alone does not say who may apply."""
        cleaned = super().clean() or {}
        if cleaned.get("name") and not cleaned.get("type") and not cleaned.get("DELETE"):
            self.add_error("type", _("Bitte wählen Sie die Art: davon hängt ab, welche Programme passen."))
        return cleaned


class CostRow(Row):
    """One cost item; the amounts by year are added for each project."""

    label = forms.CharField(label=_("Wofür"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Kostenart"), required=False)
    measure = forms.ChoiceField(label=_("Zweck"), required=False)
    party = forms.ChoiceField(label=_("Wer zahlt"), required=False)
    vat_rate = RateField(label=_("Mehrwertsteuer in %"), required=False, max_length=10)
    vat = forms.ChoiceField(
        label=_("Beträge"), required=False, choices=[("net", _("ohne Steuer")), ("gross", _("mit Steuer"))]
    )

    def __init__(self, *args: Any, project: StoredProject, years: Sequence[int], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.years = years
        for year in years:
            self.fields[f"y{year}"] = MoneyField(label=str(year), required=False)
        for name, choices in (
            ("kind", [("", _("bitte wählen")), *terms("costs")]),
            ("measure", [("", _("offen")), *terms("measures")]),
            ("party", party_choices(project)),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined] # choice fields have choices
        self.marks = ("label", "kind", *(f"y{year}" for year in years))

    @property
    def amounts(self) -> list[forms.BoundField]:
        """The fields of the years."""
        return [self[f"y{year}"] for year in self.years]

    def clean(self) -> dict[str, Any]:
        """A row that counts needs its kind."""
        cleaned = super().clean() or {}
        if not self.errors and self.filled() and not cleaned.get("kind"):
            self.add_error("kind", _("Bitte wählen Sie die Kostenart."))
        return cleaned


class FundsRow(Row):
    """What one party can give, and the hours of its volunteers, by year."""

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.years = years
        for year in years:
            self.fields[f"y{year}"] = MoneyField(label=_("Eigenes Geld %(year)d") % {"year": year}, required=False)
            self.fields[f"h{year}"] = forms.DecimalField(
                label=_("Freiwillige Stunden %(year)d") % {"year": year},
                required=False,
                min_value=0,
                max_value=1_000_000,
                decimal_places=2,
                localize=True,
            )

    @property
    def amounts(self) -> list[forms.BoundField]:
        """The fields of own money."""
        return [self[f"y{year}"] for year in self.years]

    @property
    def hours(self) -> list[forms.BoundField]:
        """The fields of volunteers' hours."""
        return [self[f"h{year}"] for year in self.years]


KINDS_OF_OTHERS = (
    ("donations", _("Spenden")),
    ("sponsoring", _("Sponsoring")),
    ("income", _("Einnahmen")),
    ("membership_fees", _("Mitgliedsbeiträge")),
    ("shares", _("Genossenschaftsanteile")),
    ("loan", _("Darlehen")),
    ("private", _("andere private Mittel")),
    ("foundation", _("Stiftung (ohne Programm)")),
    ("public", _("öffentliche Mittel (ohne Programm)")),
)


class OthersRow(Row):
    """Money of others that is no grant of a programme."""

    table = _("Geld von anderen")
    kind = forms.ChoiceField(label=_("Art"), required=False, choices=[("", _("bitte wählen")), *KINDS_OF_OTHERS])
    party = forms.ChoiceField(label=_("Wer bekommt es"), required=False)

    def __init__(self, *args: Any, project: StoredProject, years: Sequence[int], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.years = years
        self.fields["party"].choices = party_choices(project)  # type: ignore[attr-defined] # has choices
        for year in years:
            self.fields[f"y{year}"] = MoneyField(label=str(year), required=False)
        self.marks = tuple(f"y{year}" for year in years)

    @property
    def amounts(self) -> list[forms.BoundField]:
        """The fields of the years."""
        return [self[f"y{year}"] for year in self.years]

    def clean(self) -> dict[str, Any]:
        """An amount needs its kind."""
        cleaned = super().clean() or {}
        if not self.errors and self.filled() and not cleaned.get("kind"):
            self.add_error("kind", _("Bitte wählen Sie, woher das Geld kommt."))
        return cleaned


def by_year(cleaned: Mapping[str, Any], years: Sequence[int], prefix: str = "y") -> dict[str, str]:
    """The values that were filled in, by year."""
    return {
        str(year): str(cleaned[f"{prefix}{year}"]) for year in years if cleaned.get(f"{prefix}{year}") not in (None, "")
    }


def shown_by_year(amounts: Mapping[str, Any] | None, prefix: str = "y") -> dict[str, str]:
    """Amounts by year as the fields show them."""
    return {f"{prefix}{year}": shown_amount(amount) for year, amount in (amounts or {}).items()}
