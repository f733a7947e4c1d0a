"""One answer that was given or taken back, what it changed, and how to undo it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quartier.matching.answer import Screening
from quartier.model.answers import Status
from quartier.model.conditions import FactValue
from quartier.model.project import Party
from quartier.model.vocabulary import Fact
from quartier.portal.fit.answering import is_answerable, own_name, raw, value_of

SEPARATOR = "~"
MAX_LENGTH = 500


class UnknownFactError(Exception):
    """Nobody asks for this fact, or there is no such party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact of the project or of a party: its new value, or `forget` it; `before` is what stood there.

    `own` is the fact's name where it is kept; `is_undo` tells that this takes back another change.
    """

    fact: Fact
    name: str
    party: Party | None
    own: str
    value: FactValue | None
    before: tuple[str, ...]
    forget: bool = False
    is_undo: bool = False

    def parameters(self) -> dict[str, str]:
        """The change in an address."""
        found = {"last": self.name, "before": SEPARATOR.join(self.before)}
        return {**found, "last_party": self.party.id} if self.party else found


def change_of(data: QueryDict, screening: Screening) -> Change:
    """What a form asks for. Raises UnknownFactError, and AnswerError where the answer cannot be a value of the fact."""
    fact, name, party = _meant(data.get("fact", ""), data.get("party", ""), screening)
    own, holder = _place(name, party, screening)
    forget = "forget" in data
    return Change(
        fact=fact,
        name=name,
        party=party,
        own=own,
        value=None if forget else value_of(fact, data, screening.catalogue.vocabulary),
        before=raw(holder.get(own)),
        forget=forget,
        is_undo="undo" in data,
    )


def last_change(data: QueryDict, screening: Screening) -> Change | None:
    """The change that the address names, if it can be undone."""
    try:
        fact, name, party = _meant(data.get("last", ""), data.get("last_party", ""), screening)
    except UnknownFactError:
        return None
    own, holder = _place(name, party, screening)
    before = tuple(filter(None, data.get("before", "")[:MAX_LENGTH].split(SEPARATOR)))
    if own not in holder:
        return None
    return Change(fact=fact, name=name, party=party, own=own, value=holder[own], before=before)


def _meant(name: str, party_id: str, screening: Screening) -> tuple[Fact, str, Party | None]:
    fact = screening.catalogue.vocabulary.facts.get(name)
    party = next((one for one in screening.project.parties if one.id == party_id), None)
    if fact is None or not is_answerable(name, fact) or (party_id and party is None):
        raise UnknownFactError
    return fact, name, party


def _place(name: str, party: Party | None, screening: Screening) -> tuple[str, Mapping[str, FactValue | None]]:
    """The fact's name where it is kept, and all that is kept there."""
    return (own_name(name), party.facts) if party else (name, screening.project.facts)


def news(change: Change, before: Mapping[str, Status], after: Mapping[str, Status]) -> str:
    """What the answer changed, in words to be read aloud."""
    more = _gained(before, after, "fits")
    fewer = _gained(after, before, "fits")
    out = _gained(before, after, "fails")
    back = _gained(after, before, "fails")
    lead = _("Zurückgenommen.") if change.is_undo or change.forget else _("Gespeichert.")
    parts = [
        ngettext("%(n)d Programm mehr passt.", "%(n)d Programme mehr passen.", more) % {"n": more} if more else "",
        ngettext("%(n)d Programm passt nicht mehr sicher.", "%(n)d Programme passen nicht mehr sicher.", fewer)
        % {"n": fewer}
        if fewer
        else "",
        ngettext("%(n)d Programm scheidet aus.", "%(n)d Programme scheiden aus.", out) % {"n": out} if out else "",
        ngettext("%(n)d Programm kommt wieder in Frage.", "%(n)d Programme kommen wieder in Frage.", back) % {"n": back}
        if back
        else "",
    ]
    told = [part for part in parts if part] or [_("An den Programmen ändert das nichts.")]
    return " ".join([lead, *told])


def _gained(before: Mapping[str, Status], after: Mapping[str, Status], status: Status) -> int:
    return sum(one == status and before.get(name) != status for name, one in after.items())
