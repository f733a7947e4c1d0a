"""What has changed since the plan being carried out was made: the project, and the rules of its programmes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.model.answers import Plan
from quartier.portal.live.carrying import Carrying
from quartier.portal.live.fixing import Entry, by_hand
from quartier.portal.projects.services import StoredProject
from quartier.service.catalogue import the_catalogue

NAMES: dict[str, Promise] = {
    "title": _("Titel"),
    "place": _("Ort"),
    "period": _("Zeitraum"),
    "topics": _("Themen"),
    "parties": _("Beteiligte"),
    "facts": _("Antworten auf Fragen"),
    "costs": _("Kosten"),
    "own_funds": _("eigenes Geld"),
    "third_party": _("Geld von anderen"),
    "in_kind": _("freiwillige Stunden"),
    "running_costs_after": _("Kosten danach"),
    "aid_received": _("frühere Beihilfen"),
    "choose": _("Auswahl der Programme"),
}
"""The sections a plan depends on. Of what was granted only that counts which is not told here."""


@dataclass(frozen=True, slots=True)
class Since:
    """`sections`: of the project that are different now; `newer`: programmes with newer rules; `gone`: without any."""

    sections: list[Promise]
    newer: list[tuple[str, str]]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.sections or self.newer or self.gone)


def since_of(carrying: Carrying, project: StoredProject) -> Since:
    """What is different now from what the plan was made with."""
    then, now = carrying.course.project_data, {"title": project.title, **project.data}
    changed = [words for name, words in NAMES.items() if (then.get(name) or None) != (now.get(name) or None)]
    if _by_hand(carrying, project, then) != _by_hand(carrying, project, now):
        changed.append(_("bewilligte Zuschüsse"))
    return Since(changed, _newer(carrying), [carrying.plan.grants[at].name for at in carrying.gone])


def _by_hand(carrying: Carrying, project: StoredProject, data: Mapping[str, Any]) -> list[Entry]:
    return by_hand(carrying.course, project, data.get("granted") or [])


def _newer(carrying: Carrying) -> list[tuple[str, str]]:
    """Grants for which the catalogue has a newer edition, with its name; old decisions follow the old one."""
    catalogue = the_catalogue()
    found = {}
    for position, grant in enumerate(carrying.plan.grants):
        latest = catalogue.latest(grant.programme)
        if latest is not None and latest.edition != grant.edition and position not in carrying.gone:
            found[grant.name] = latest.edition
    return list(found.items())


@dataclass(frozen=True, slots=True)
class Compared:
    """One sum of the plan being carried out and of the one for the project as it is now, in cents."""

    name: Promise
    before: int
    now: int

    @property
    def change(self) -> int:
        """How much more it is now."""
        return self.now - self.before


def plans_compared(before: Plan, now: Plan) -> list[Compared]:
    """The sums people look at; money already granted counts as a grant in both."""
    return [
        Compared(_("Kosten"), before.total_costs, now.total_costs),
        Compared(_("Zuschüsse"), _grants(before), _grants(now)),
        Compared(_("eigenes Geld"), before.own_total, now.own_total),
        Compared(_("Lücke"), _gap(before), _gap(now)),
    ]


def _grants(plan: Plan) -> int:
    return plan.grants_total + sum(cents for cell in plan.cells for cents in cell.granted.values())


def _gap(plan: Plan) -> int:
    return sum(cell.open_gap for cell in plan.cells)
