"""The rows of what was decided before: grants that are certain, and the aid that people got in the last three years."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from quartier.model.edition import Edition
from quartier.model.money import cents_of
from quartier.portal.frame.fields import DayField, MoneyField, MonthField, shown_amount
from quartier.portal.live.services import ToldHere
from quartier.portal.programmes.services import term_label
from quartier.portal.projects.services import StoredProject
from quartier.portal.toolkit.rows import Row, party_choices
from quartier.service.catalogue import the_catalogue

AID_KINDS = (
    ("de_minimis", _("De-minimis-Beihilfe")),
    ("sgei_de_minimis", _("DAWI-De-minimis-Beihilfe")),
)
"""The kinds of aid that count towards a ceiling, by the words of the notices."""

_ELSEWHERE = _(
    "Diesen Antrag führen Sie unter „Umsetzen“. Tragen Sie den Bescheid bitte dort ein, er zählt dann auch hier."
)

_BLOCK = "/"
"""Stands between a programme and its block in the one field that asks for both."""


class DecidedRow(Row):
    """An amount that a party got on a day; what it is, the rows of each table say."""

    party = forms.ChoiceField(label=_("Wer bekommt es"), required=False)
    amount = MoneyField(label=_("Betrag in Euro"), required=False)
    decided_on = DayField(label=_("Bescheid vom"), required=False)
    marks: Sequence[str] = ("amount", "decided_on")

    def __init__(self, *args: Any, project: StoredProject, **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.project = project
        self._offer("party", _parties(project, self.initial))

    def _offer(self, name: str, choices: Iterable[Any]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined] # choice fields have choices

    def clean(self) -> dict[str, Any]:
        """Amount and day belong together, and nothing was decided about nothing."""
        cleaned = super().clean() or {}
        if self.filled():
            self._need("amount", gettext("Bitte tragen Sie den Betrag aus dem Bescheid ein."))
            self._need("decided_on", gettext("Bitte tragen Sie ein, von wann der Bescheid ist."))
            if cleaned.get("amount") and not cents_of(cleaned["amount"]):
                self.add_error("amount", gettext("Bitte tragen Sie mehr als 0 Euro ein oder entfernen Sie die Zeile."))
        return cleaned

    def _need(self, name: str, words: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


class GrantedRow(DecidedRow):
    """One grant that is certain: from which programme, how much, for which costs, until when."""

    what = forms.ChoiceField(label=_("Programm"), required=False)
    items = forms.MultipleChoiceField(
        label=_("Nur für diese Kosten"),
        help_text=_("Kreuzen Sie nichts an, zählt der Zuschuss für alle Kosten dieses Beteiligten."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    end = MonthField(label=_("Gefördert bis"), required=False)
    table = _("Bewilligt")
    marks = ("what", "amount", "decided_on", "items", "end")

    def __init__(self, *args: Any, belonging: Collection[tuple[str, str]] = (), **options: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **options)
        self.belonging = belonging
        self._offer("what", _programmes(str(self.initial.get("what") or "")))
        self._offer("items", _items(self.project, self.initial.get("items") or []))

    def clean(self) -> dict[str, Any]:
        """A grant needs its programme; one that is told while a plan is carried out is told there only."""
        cleaned = super().clean()
        if self.filled():
            self._need("what", gettext("Bitte wählen Sie das Programm."))
            programme = str(cleaned.get("what") or "").split(_BLOCK)[0]
            if (programme, cleaned.get("party") or self.project.first_party) in self.belonging:
                self.add_error("what", str(_ELSEWHERE))
        return cleaned


class AidRow(DecidedRow):
    """One aid that counts towards a ceiling."""

    table = _("De-minimis")
    kind = forms.ChoiceField(label=_("Art"), required=False, choices=AID_KINDS)


def granted_rows(project: StoredProject, told: ToldHere) -> list[dict[str, Any]]:
    """The grants entered by hand, as the rows show them."""
    return [
        {
            **_shown(entry),
            "what": _BLOCK.join(filter(None, (entry.get("programme"), entry.get("block")))),
            "items": list(entry.get("items") or []),
            "end": entry.get("end", ""),
        }
        for entry in project.data.get("granted") or []
        if entry not in told.entries
    ]


def aid_rows(project: StoredProject) -> list[dict[str, Any]]:
    """The aid as the rows show it."""
    return [
        {**_shown(entry), "kind": entry.get("kind", "de_minimis")} for entry in project.data.get("aid_received") or []
    ]


def _shown(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "party": entry.get("party", ""),
        "amount": shown_amount(entry.get("amount")),
        "decided_on": entry.get("decided_on"),
    }


def granted_values(rows: Iterable[Mapping[str, Any]], told: ToldHere) -> list[dict[str, Any]]:
    """The section `granted`: what was entered by hand, then what comes from elsewhere as it stands."""
    found = []
    for row in rows:
        programme, _mark, block = row["what"].partition(_BLOCK)
        entry = {"programme": programme, "block": block, **_kept(row), "items": row["items"], "end": row["end"]}
        found.append(_without_blanks(entry))
    return [*found, *told.entries]


def aid_values(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The section `aid_received`."""
    return [_without_blanks({**_kept(row), "kind": row["kind"] or "de_minimis"}) for row in rows]


def _kept(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("party", "amount", "decided_on")}


def _without_blanks(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if value not in ("", None, [])}


def _parties(project: StoredProject, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Who can be chosen; where a file left the party out, which means the first, it stays left out."""
    choices = party_choices(project)
    if shown and not shown.get("party"):
        return [("" if key == project.first_party else key, name) for key, name in choices]
    return choices


def _items(project: StoredProject, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """The cost items by name, and chosen ones that are gone."""
    known = {item["id"]: str(item.get("label") or item["id"]) for item in project.data.get("costs") or []}
    lost = {key: gettext("gelöscht: %(id)s") % {"id": key} for key in chosen if key not in known}
    return [*known.items(), *lost.items()]


def _programmes(chosen: str) -> list[tuple[str, Any]]:
    """Every programme and each block of one that has several, by level; a chosen one stays though it is gone."""
    levels: dict[str, list[tuple[str, str]]] = {}
    for editions in the_catalogue().by_programme.values():
        levels.setdefault(term_label("levels", editions[-1].level), []).extend(_with_blocks(editions, chosen))
    known = {key for entries in levels.values() for key, _name in entries}
    lost = {chosen} - known - {""}
    gone = [(key, gettext("nicht mehr im Katalog: %(id)s") % {"id": key}) for key in lost]
    by_level = [(level, sorted(entries, key=_alphabetical)) for level, entries in levels.items()]
    return [("", gettext("bitte wählen")), *gone, *by_level]


def _with_blocks(editions: Sequence[Edition], chosen: str) -> Iterator[tuple[str, str]]:
    programme, name = editions[-1].programme, str(editions[-1].name)
    blocks = {f"{programme}{_BLOCK}{block.id}": block.name for edition in editions for block in edition.blocks}
    yield programme, name
    if len(blocks) > 1 or chosen in blocks:
        yield from ((key, f"{name} – {block}") for key, block in blocks.items())


def _alphabetical(entry: tuple[str, str]) -> str:
    return entry[1].casefold()
