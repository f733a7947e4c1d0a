"""The forms of the steps that are one form: where, what, when, afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from quartier.model.months import month_of
from quartier.places.finding import SAME_NAME, Hit, find
from quartier.places.register import load_register
from quartier.portal.frame.fields import MoneyField, MonthField, shown_amount
from quartier.portal.projects.services import StoredProject
from quartier.service.catalogue import the_catalogue

SLIP = 24
YEARS_AFTER = 5


class StepForm(forms.Form):
    """A step of the description: shows sections of a project and gives them back."""

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=self.read(project))
        self.project = project

    def read(self, project: StoredProject) -> dict[str, Any]:
        """What the fields show at first."""
        raise NotImplementedError

    def values(self) -> dict[str, object]:
        """The sections with their new values."""
        raise NotImplementedError


class PlaceForm(StepForm):
    """Where: a municipality by what people call it. Where several are meant, the user chooses."""

    text = forms.CharField(
        label=_("Stadt oder Gemeinde"),
        max_length=100,
        help_text=_("Name oder Postleitzahl. Aus dem Gemeindeverzeichnis kommen Einwohnerzahl, Fläche und Landkreis."),
    )
    ags = forms.ChoiceField(label=_("Welche ist gemeint?"), required=False, widget=forms.RadioSelect)
    leader = forms.ChoiceField(
        label=_("Liegt der Ort in einem LEADER-Gebiet?"),
        help_text=_("LEADER ist die Förderung der Europäischen Union für ländliche Gebiete. Ihr Rathaus weiß es."),
        choices=[("", _("weiß ich nicht, bitte nachsehen")), ("true", _("ja")), ("false", _("nein"))],
        required=False,
    )

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(project, data)
        typed = str((data or {}).get("text") or self.initial.get("text") or "")
        self.hits = places(typed)
        choices = [(hit.municipality.ags, place_label(hit)) for hit in self.hits]
        self.fields["ags"].choices = choices  # type: ignore[attr-defined] # a ChoiceField has choices
        if len(choices) < 2 or data is None:  # noqa: PLR2004 - nothing to choose
            self.fields["ags"].widget = forms.HiddenInput()

    def read(self, project: StoredProject) -> dict[str, Any]:
        """The municipality by its name, and what was said of LEADER."""
        place = project.data.get("place") or {}
        leader = place.get("leader_area")
        found = load_register().by_ags(place["ags"]) if place.get("ags") else None
        name = place.get("name") or (found.name if found else "")
        return {"text": name, "ags": place.get("ags"), "leader": "" if leader is None else str(leader).lower()}

    def clean(self) -> dict[str, Any]:
        """Choose the municipality where only one can be meant."""
        cleaned = super().clean() or {}
        exact = [hit for hit in self.hits if hit.score >= SAME_NAME]
        if not cleaned.get("ags") and len(exact) == 1:
            cleaned["ags"] = exact[0].municipality.ags
        if not self.hits:
            self.add_error("text", _("Diesen Ort kennen wir nicht. Versuchen Sie es mit einem Teil des Namens."))
        elif not cleaned.get("ags") and "ags" not in self.errors:
            self.add_error("ags", _("Bitte wählen Sie die Gemeinde aus der Liste."))
        return cleaned

    def values(self) -> dict[str, object]:
        """The place by its official key."""
        ags = self.cleaned_data["ags"]
        found = load_register().by_ags(ags)
        place: dict[str, object] = {**(self.project.data.get("place") or {}), "ags": ags}
        place["name"] = found.name if found else self.cleaned_data["text"]
        place.pop("leader_area", None)
        if self.cleaned_data["leader"]:
            place["leader_area"] = self.cleaned_data["leader"] == "true"
        return {"place": place}


def places(text: str) -> tuple[Hit, ...]:
    """The municipalities meant by what was typed."""
    return find(text, load_register(), limit=8) if text.strip() else ()


def place_label(hit: Hit) -> str:
    """A municipality told apart from others of the same name."""
    place = hit.municipality
    people = f"{place.population:,}".replace(",", ".")
    return f"{place.name} ({place.county_label}, {people} Einwohner)"


class WhatForm(StepForm):
    """What: a title, the project in own words, its topics."""

    title = forms.CharField(label=_("Wie heißt Ihr Vorhaben?"), max_length=200)
    words = forms.CharField(
        label=_("Was haben Sie vor? In eigenen Worten"),
        help_text=_("Ein paar Sätze genügen. Daraus schlagen wir Programme und ähnliche Projekte vor."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    topics = forms.MultipleChoiceField(
        label=_("Um welche Themen geht es?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(project, data)
        self.fields["topics"].choices = terms("topics")  # type: ignore[attr-defined] # a choice field has choices

    def read(self, project: StoredProject) -> dict[str, Any]:
        """The three as they stand."""
        return {
            "title": project.data.get("title", ""),
            "words": project.words,
            "topics": project.data.get("topics") or [],
        }

    def values(self) -> dict[str, object]:
        """The three."""
        return {name: self.cleaned_data[name] for name in ("title", "words", "topics")}


def terms(listing: str) -> list[tuple[str, str]]:
    """The terms of a list of the vocabulary with their German words."""
    return [(key, term.de.label) for key, term in the_catalogue().vocabulary.terms[listing].items()]


class WhenForm(StepForm):
    """When: first and last month, and how long the start could wait."""

    start = MonthField(label=_("Beginn"), help_text=_("Der Monat, in dem Sie anfangen wollen."))
    end = MonthField(label=_("Ende"), help_text=_("Der letzte Monat, für den Kosten entstehen."))
    slip = forms.TypedChoiceField(
        label=_("Wie lange könnte der Beginn warten?"),
        help_text=_(
            "Viele Programme zahlen nur, wenn Sie nach der Bewilligung beginnen. Wer warten kann, hat mehr Auswahl."
        ),
        coerce=int,
    )

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(project, data)
        kept = int(self.initial.get("slip") or 0)
        lengths = sorted({*range(0, SLIP + 1, 3), kept})
        self.fields["slip"].choices = [(months, waiting(months)) for months in lengths]  # type: ignore[attr-defined] # as above

    def read(self, project: StoredProject) -> dict[str, Any]:
        """The period as it stands."""
        period = project.data.get("period") or {}
        return {
            "start": period.get("start", ""),
            "end": period.get("end", ""),
            "slip": period.get("start_may_slip_months", 0),
        }

    def clean(self) -> dict[str, Any]:
        """A project ends after it begins, and within ten years."""
        cleaned = super().clean() or {}
        if cleaned.get("start") and cleaned.get("end"):
            months = month_of(cleaned["end"]).index - month_of(cleaned["start"]).index + 1
            if months < 1:
                self.add_error("end", _("Das Ende liegt vor dem Beginn."))
            elif months > 120:  # noqa: PLR2004 - ten years, said in the message
                self.add_error("end", _("Bitte höchstens zehn Jahre: so weit reicht kein Programm."))
        return cleaned

    def values(self) -> dict[str, object]:
        """The period."""
        return {
            "period": {
                "start": self.cleaned_data["start"],
                "end": self.cleaned_data["end"],
                "start_may_slip_months": self.cleaned_data["slip"],
            }
        }


def waiting(months: int) -> str:
    """How long a start may wait, in words."""
    if months == 0:
        return str(_("gar nicht"))
    return ngettext("%(n)d Monat", "%(n)d Monate", months) % {"n": months}


class AfterForm(StepForm):
    """Afterwards: what the project costs each year once the grants have ended."""

    def __init__(self, project: StoredProject, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(project, data)
        for year in self.years(project):
            self.fields[f"y{year}"] = MoneyField(label=str(year), required=False)

    @staticmethod
    def years(project: StoredProject) -> list[int]:
        """The years that can be filled in: five after the end, and those that are."""
        end = (project.data.get("period") or {}).get("end")
        kept = {int(year) for year in project.data.get("running_costs_after") or {}}
        return sorted(kept | (set(range(int(end[:4]) + 1, int(end[:4]) + 1 + YEARS_AFTER)) if end else set()))

    def read(self, project: StoredProject) -> dict[str, Any]:
        """The amounts by year."""
        costs = project.data.get("running_costs_after") or {}
        return {f"y{year}": shown_amount(amount) for year, amount in costs.items()}

    def values(self) -> dict[str, object]:
        """The amounts that were filled in."""
        amounts = {name[1:]: amount for name, amount in self.cleaned_data.items() if amount}
        return {"running_costs_after": amounts}
