"""What people change to try another plan: which programmes may be used, and when the project begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.model.answers import PlanAnswer
from quartier.model.months import Month
from quartier.model.project import Project, ProjectPeriod
from quartier.portal.frame.templatetags.quartier import month

MAY, MUST, NOT = "may", "only", "without"
WAYS = ((MAY, _("darf vorkommen")), (MUST, _("muss vorkommen")), (NOT, _("weglassen")))
MOST_SLIP = 24


@dataclass(frozen=True, slots=True)
class Choosable:
    """A programme people can decide on. `used`: whether one of the plans uses it."""

    programme: str
    name: str
    used: bool


def choosable(answer: PlanAnswer, project: Project, names: Mapping[str, str]) -> list[Choosable]:
    """The programmes of the plans, then those chosen or left out, then those that fit but are not used."""
    used = {grant.programme: grant.name or grant.programme for plan in answer.plans for grant in plan.grants}
    chosen = {name: names.get(name, name) for name in (*project.choose.only, *project.choose.without)}
    unused = {entry.programme: entry.name for plan in answer.plans for entry in plan.unused}
    shown = {**unused, **chosen, **used}
    order = dict.fromkeys((*used, *chosen, *unused))
    return [Choosable(name, shown[name], name in used or name in chosen) for name in order]


class ProgrammesForm(forms.Form):
    """One list for each programme."""

    def __init__(self, programmes: Sequence[Choosable], project: Project, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or nothing
        """Begin with what the project says now."""
        super().__init__(data, prefix="p")
        self.programmes = programmes
        for entry in programmes:
            now = MUST if entry.programme in project.choose.only else MAY
            now = NOT if entry.programme in project.choose.without else now
            self.fields[entry.programme] = forms.ChoiceField(
                label=entry.name, choices=WAYS, initial=now, required=False
            )

    def rows(self) -> list[tuple[Choosable, forms.BoundField]]:
        """Each programme with its field."""
        return [(entry, self[entry.programme]) for entry in self.programmes]

    def chosen(self) -> dict[str, list[str]]:
        """The section `choose` of the project."""
        given = self.cleaned_data.items()
        return {way: names for way in (MUST, NOT) if (names := [name for name, value in given if value == way])}


class PeriodForm(forms.Form):
    """When the project begins, and by how much that may slip."""

    start = forms.ChoiceField(label=_("Das Vorhaben beginnt im"))
    slip = forms.TypedChoiceField(
        label=_("Der Beginn darf sich verschieben"),
        help_text=_("Manche Programme entscheiden erst nach Ihrem Wunschtermin. Mit etwas Luft passen mehr Programme."),
        coerce=int,
    )

    def __init__(self, period: ProjectPeriod, data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or nothing
        """Begin with the period as it is."""
        super().__init__(data, prefix="t", initial={"start": str(period.start), "slip": period.start_may_slip_months})
        first, last = Month(period.start.year, 1), period.end
        months = [Month.at(index) for index in range(first.index, last.index + 1)]
        slips = sorted({0, 1, 2, 3, 6, 9, 12, 18, MOST_SLIP, period.start_may_slip_months})
        self._offer("start", [(str(entry), month(str(entry))) for entry in months])
        self._offer("slip", [(number, _slip_words(number)) for number in slips])
        self.period = period

    def _offer(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def value(self) -> dict[str, object]:
        """The section `period` of the project."""
        slip = self.cleaned_data["slip"]
        told = {"start_may_slip_months": slip} if slip else {}
        return {"start": self.cleaned_data["start"], "end": str(self.period.end), **told}


MOST_DATES = 6


class DatesForm(forms.Form):
    """When the council or the board meets, as far as people know."""

    def __init__(self, days: Sequence[str], data: Any = None) -> None:  # noqa: ANN401 - a QueryDict or nothing
        """Begin with the days that are known."""
        super().__init__(data, prefix="d")
        for number in range(MOST_DATES):
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            initial = days[number] if number < len(days) else None
            label = _("Sitzung %(number)d") % {"number": number + 1}
            self.fields[str(number)] = forms.DateField(label=label, required=False, widget=widget, initial=initial)

    def days(self) -> list[dt.date]:
        """The days, each once."""
        return sorted({day for day in self.cleaned_data.values() if day})


def _slip_words(number: int) -> str:
    if not number:
        return str(_("nicht"))
    return str(_("um höchstens einen Monat")) if number == 1 else str(_("um höchstens %d Monate")) % number
