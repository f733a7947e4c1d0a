"""Decisions on grants that are not in the plan: told by programme, reckoned with as other people's money."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.portal.frame.fields import DayField, MoneyField, shown_amount
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.forms import together
from quartier.service.catalogue import the_catalogue

NAMES = ("programme", "amount", "decided_on", "reference", "party", "item")


class ExtraRow(forms.Form):
    """One decision."""

    programme = forms.ChoiceField(label=_("Programm"), required=False)
    amount = MoneyField(label=_("Bewilligter Betrag in Euro"), required=False)
    decided_on = DayField(label=_("Bescheid vom"), required=False)
    reference = forms.CharField(label=_("Aktenzeichen"), required=False, max_length=100)
    party = forms.ChoiceField(label=_("Wer bekommt es"), required=False)
    item = forms.ChoiceField(label=_("Wofür"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        parties: Mapping[str, str],
        items: Mapping[str, str],
        described: Collection[tuple[str, str]] = (),
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **options)
        self.described, self.first = described, next(iter(parties), "")
        self._offer("programme", gettext("bitte wählen"), _programmes(str((self.initial or {}).get("programme", ""))))
        self._offer("party", gettext("wie im Vorhaben"), parties)
        self._offer("item", gettext("für alles"), items)

    def _offer(self, name: str, nothing: str, choices: Mapping[str, str]) -> None:
        self.fields[name].choices = [("", nothing), *choices.items()]  # type: ignore[attr-defined] # has choices

    def clean(self) -> dict[str, Any]:
        """Programme, amount and day belong together; what stands in the description is not told a second time."""
        cleaned = together(self, super().clean() or {}, "programme", "amount", "decided_on")
        if (cleaned.get("programme"), cleaned.get("party") or self.first) in self.described:
            words = gettext("Dieser Zuschuss steht schon im Vorhaben, im Schritt „Welches Geld ist da?“.")
            self.add_error("programme", words)
        return cleaned


ExtraRows = forms.formset_factory(ExtraRow, extra=1, max_num=40, absolute_max=42)


def _programmes(chosen: str) -> dict[str, str]:
    """All programmes by name, and the one that was chosen even where it is gone."""
    catalogue = the_catalogue()
    found = {name: str(editions[-1].name) for name, editions in catalogue.by_programme.items()}
    if chosen:
        found.setdefault(chosen, chosen)
    return dict(sorted(found.items(), key=lambda entry: entry[1].lower()))


def extra_rows(carrying: Carrying) -> list[dict[str, Any]]:
    """What was told, with the names of the programmes and amounts as people type them."""
    return named_rows(carrying.course.data.get("extra") or [])


def named_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Decided grants with the names of their programmes and amounts as people type them."""
    name_of = the_catalogue().name_of
    return [{**row, "name": name_of(row["programme"]), "amount": shown_amount(row["amount"])} for row in rows]
