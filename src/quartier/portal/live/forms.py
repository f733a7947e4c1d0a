"""What people tell while a plan is carried out: decisions, draws, real costs, income, payments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.model.answers import Plan
from quartier.model.money import cents_of
from quartier.model.pays import Financing
from quartier.planning.settling.decided import Decision, TooMuchError, decided_plan
from quartier.portal.frame.fields import EARLIEST, DayField, MoneyField, MonthField, shown_amount
from quartier.portal.live.states import APPLIED, GRANTED, OPEN, REFUSED, STATES

LATEST = dt.date(2099, 12, 31)
MORE_DRAWS = 3
MOST_DRAWS = 60


class DecisionForm(forms.Form):
    """What is known of one application: applied for, granted, refused, and on which terms."""

    state = forms.ChoiceField(label=_("Wo steht der Antrag?"), choices=STATES, widget=forms.RadioSelect)
    applied_on = DayField(label=_("Beantragt am"), required=False)
    decided_on = DayField(label=_("Bescheid vom"), required=False)
    amount = MoneyField(label=_("Bewilligter Betrag in Euro"), required=False)
    eligible = MoneyField(
        label=_("Anerkannte Kosten laut Bescheid"),
        required=False,
        help_text=_("„Zuwendungsfähige Ausgaben“: nur diese Kosten zählen. Leer heißt: wie im Plan."),
    )
    start = MonthField(label=_("Gefördert ab"), required=False)
    end = MonthField(label=_("Gefördert bis"), required=False)
    reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=100)
    terms = forms.CharField(
        label=_("Auflagen und Bedingungen im Bescheid"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Zum Beispiel Zwischenbericht, Schild am Haus, Vergleichsangebote. Der Bescheid geht jeder Regel vor."
        ),
    )

    def __init__(
        self,
        plan: Plan,
        position: int,
        decision: Mapping[str, Any],
        data: Any = None,  # noqa: ANN401 - a QueryDict or nothing
        *,
        others: Mapping[int, Decision],
    ) -> None:
        self.plan, self.position, self.others = plan, position, others
        grant = plan.grants[position]
        shown = dict(decision) | {name: shown_amount(decision.get(name)) for name in ("amount", "eligible")}
        shown.setdefault("state", OPEN)
        super().__init__(data, initial=shown)
        planned = shown_amount(f"{grant.amount // 100}.{grant.amount % 100:02d}")
        self.fields["amount"].help_text = gettext("Geplant sind %(amount)s Euro.") % {"amount": planned}

    def clean(self) -> dict[str, Any]:
        """A decision needs its day, a granted one its amount; both have to fit the plan."""
        cleaned = super().clean() or {}
        state = cleaned.get("state")
        if state in {GRANTED, REFUSED}:
            self._need("decided_on", gettext("Bitte tragen Sie ein, von wann der Bescheid ist."))
        if state == GRANTED:
            self._need("amount", gettext("Bitte tragen Sie ein, wie viel bewilligt wurde."))
            self._fits(cleaned)
        applied, decided = cleaned.get("applied_on"), cleaned.get("decided_on")
        if applied and decided and applied > decided:
            self.add_error("decided_on", gettext("Der Bescheid kann nicht vor dem Antrag liegen."))
        if cleaned.get("start") and cleaned.get("end") and cleaned["start"] > cleaned["end"]:
            self.add_error("end", gettext("Das Ende liegt vor dem Beginn."))
        return cleaned

    def _need(self, name: str, words: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def _fits(self, cleaned: Mapping[str, Any]) -> None:
        amount, eligible = cleaned.get("amount"), cleaned.get("eligible")
        if not amount:
            return
        cents = cents_of(amount)
        if not cents:
            self.add_error("amount", gettext("Bewilligt sind mehr als 0 Euro. Bei 0 wählen Sie bitte „abgelehnt“."))
        elif eligible and cents_of(eligible) < cents:
            self.add_error("eligible", gettext("Die anerkannten Kosten können nicht kleiner sein als der Zuschuss."))
        else:
            try:
                decided_plan(self.plan, {**self.others, self.position: Decision(cents)})
            except TooMuchError as error:
                self.add_error("amount", str(error))

    def value(self) -> dict[str, str]:
        """The section to keep: only what was told, nothing for an application nobody has made yet."""
        told = {name: _text(value) for name, value in self.cleaned_data.items() if value not in {None, ""}}
        return told if told != {"state": OPEN} else {}


class ProofForm(forms.Form):
    """What the funder finally recognised, where it matters for this kind of grant."""

    recognised = MoneyField(
        label=_("Endgültig anerkannte Kosten"),
        required=False,
        help_text=_("Was die Stelle nach der Prüfung anerkannt hat. Leer heißt: im selben Verhältnis wie geplant."),
    )
    units = forms.IntegerField(label=_("Erreichte Einheiten"), required=False, min_value=0, max_value=10**6)
    partner_paid = MoneyField(label=_("Was der Partner wirklich bezahlt hat"), required=False)

    def __init__(self, financing: Financing, decision: Mapping[str, Any], data: Any = None) -> None:  # noqa: ANN401 - as above
        shown = dict(decision) | {name: shown_amount(decision.get(name)) for name in ("recognised", "partner_paid")}
        super().__init__(data, initial=shown)
        if financing is not Financing.UNIT_AMOUNT:
            del self.fields["units"]
        if financing is not Financing.MATCHING:
            del self.fields["partner_paid"]

    def value(self) -> dict[str, str]:
        """What was told."""
        return {name: _text(value) for name, value in self.cleaned_data.items() if value not in {None, ""}}


class DrawRow(forms.Form):
    """Money received from a funder on a day."""

    on = DayField(label=_("Eingegangen am"), required=False)
    amount = MoneyField(label=_("Betrag in Euro"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both or nothing."""
        return together(self, super().clean() or {}, "on", "amount")


DrawRows = forms.formset_factory(DrawRow, extra=MORE_DRAWS, max_num=MOST_DRAWS, absolute_max=MOST_DRAWS + MORE_DRAWS)


class DateRow(forms.Form):
    """Something the decision demands by a day, which may be to come."""

    on = forms.DateField(label=_("Bis wann"), required=False, widget=DayField.widget)
    text = forms.CharField(label=_("Was die Stelle verlangt"), required=False, max_length=200)

    def clean_on(self) -> dt.date | None:
        """A day of this century, as far as people plan."""
        day: dt.date | None = self.cleaned_data["on"]
        if day and not EARLIEST <= day <= LATEST:
            raise ValidationError(gettext("Bitte prüfen Sie das Jahr."))
        return day

    def clean(self) -> dict[str, Any]:
        """Both or nothing."""
        return together(self, super().clean() or {}, "on", "text")


DateRows = forms.formset_factory(DateRow, extra=2, max_num=40, absolute_max=42)


class PaymentRow(forms.Form):
    """A bill of a cost item that was paid."""

    on = DayField(label=_("Bezahlt am"), required=False)
    item = forms.ChoiceField(label=_("Posten"), required=False)
    amount = MoneyField(label=_("Betrag in Euro"), required=False)

    def __init__(self, *args: Any, items: Mapping[str, str], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        choices = [("", gettext("bitte wählen")), *items.items()]
        self.fields["item"].choices = choices  # type: ignore[attr-defined] # a choice field has choices

    def clean(self) -> dict[str, Any]:
        """All three or nothing."""
        return together(self, super().clean() or {}, "on", "item", "amount")


PaymentRows = forms.formset_factory(PaymentRow, extra=MORE_DRAWS, max_num=MORE_DRAWS, absolute_max=MORE_DRAWS)


class GridForm(forms.Form):
    """Real amounts by name and year beside the planned ones; empty fields mean as planned."""

    def __init__(
        self,
        planned: Mapping[str, Mapping[int, int]],
        names: Mapping[str, str],
        told: Mapping[str, Mapping[str, str]],
        data: Any = None,  # noqa: ANN401 - a QueryDict or nothing
    ) -> None:
        super().__init__(data)
        self.planned, self.names, self.told = planned, names, told
        for row, (name, years) in enumerate(planned.items()):
            for year in years:
                initial = shown_amount(told.get(name, {}).get(str(year)))
                label = f"{names.get(name, name)} {year}"
                self.fields[f"c{row}-{year}"] = MoneyField(label=label, required=False, initial=initial)

    def rows(self) -> Iterator[tuple[str, list[tuple[int, int, int | None, forms.BoundField]]]]:
        """For each name its years with planned and real cents and their field."""
        for row, (name, years) in enumerate(self.planned.items()):
            told = self.told.get(name, {})
            yield (
                self.names.get(name, name),
                [
                    (year, cents, cents_of(told[str(year)]) if str(year) in told else None, self[f"c{row}-{year}"])
                    for year, cents in years.items()
                ],
            )

    def value(self) -> dict[str, dict[str, str]]:
        """The amounts that were told, by name and year; what the table does not show stays."""
        found: dict[str, dict[str, str]] = {}
        for name, amounts in self.told.items():
            kept = {year: a for year, a in amounts.items() if int(year) not in self.planned.get(name, {})}
            if kept:
                found[name] = kept
        for row, (name, years) in enumerate(self.planned.items()):
            told = {str(y): self.cleaned_data[f"c{row}-{y}"] for y in years if self.cleaned_data.get(f"c{row}-{y}")}
            if told:
                found[name] = {**found.get(name, {}), **told}
        return found


class NewMoneyRow(forms.Form):
    """Money of others the plan did not know."""

    label = forms.CharField(label=_("Von wem"), required=False, max_length=120)
    amount = MoneyField(label=_("Betrag in Euro"), required=False)
    public = forms.BooleanField(
        label=_("öffentliches Geld"),
        required=False,
        help_text=_("von EU, Bund, Land, Kreis, Gemeinde oder einer Sozialversicherung"),
    )
    item = forms.ChoiceField(label=_("Wofür"), required=False)

    def __init__(self, *args: Any, items: Mapping[str, str], **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        choices = [("", gettext("für alles")), *items.items()]
        self.fields["item"].choices = choices  # type: ignore[attr-defined] # a choice field has choices

    def clean(self) -> dict[str, Any]:
        """An amount needs a name and the name an amount."""
        return together(self, super().clean() or {}, "label", "amount")


NewMoneyRows = forms.formset_factory(NewMoneyRow, extra=2, max_num=40, absolute_max=42)


def together(form: forms.Form, cleaned: dict[str, Any], *names: str) -> dict[str, Any]:
    """Told together or not at all."""
    told = [name for name in names if cleaned.get(name)]
    for name in set(names) - set(told) if told else ():
        if name not in form.errors:
            form.add_error(name, gettext("Bitte füllen Sie auch dieses Feld aus oder leeren Sie die Zeile."))
    return cleaned


def rows_of(forms_: Sequence[forms.Form], *names: str) -> list[dict[str, Any]]:
    """The rows of a formset that were filled in."""
    return [
        {name: _text(form.cleaned_data[name]) for name in names}
        for form in forms_
        if form.cleaned_data.get(names[0]) and not form.cleaned_data.get("DELETE")
    ]


def _text(value: object) -> Any:  # noqa: ANN401 - text, or what JSON can hold
    return value.isoformat() if isinstance(value, dt.date) else value if isinstance(value, bool) else str(value)


__all__ = [
    "APPLIED",
    "DateRows",
    "DecisionForm",
    "DrawRows",
    "GridForm",
    "NewMoneyRows",
    "PaymentRows",
    "ProofForm",
    "rows_of",
    "together",
]
