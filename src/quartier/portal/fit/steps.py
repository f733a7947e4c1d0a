"""Which step of the description a fact or a section comes from, for links; the steps themselves are the toolkit's."""

from __future__ import annotations

from collections.abc import Mapping

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTIONS: dict[str, str] = {
    "title": "was",
    "topics": "was",
    "place": "ort",
    "parties": "wer",
    "period": "wann",
    "costs": "kosten",
    "own_funds": "mittel",
    "third_party": "mittel",
    "in_kind": "mittel",
    "granted": "mittel",
    "aid_received": "mittel",
    "running_costs_after": "danach",
}
"""Section of the project file → step."""

_FACTS = {"applicant": "parties", "partners": "parties", "project": "period"}

NAMES: Mapping[str, Promise] = {
    "was": _("Was?"),
    "ort": _("Wo?"),
    "wer": _("Wer?"),
    "wann": _("Wann?"),
    "kosten": _("Was kostet es?"),
    "mittel": _("Welches Geld ist da?"),
    "danach": _("Was kommt danach?"),
}

WORTHWHILE: tuple[tuple[str, Promise], ...] = (
    ("place", _("Ohne Ort bleiben viele Bedingungen offen.")),
    ("topics", _("Ohne Handlungsfelder lässt sich nicht sagen, worum es geht.")),
    ("period", _("Ohne Zeitraum wissen wir nicht, welche Fristen noch passen.")),
    ("costs", _("Ohne Kosten können wir keine Beträge nennen.")),
)
"""What a project can do without, and why it should not."""


def step_of(fact: str) -> str:
    """The step in which a fact is stated, empty where none is known."""
    group = fact.split(".", maxsplit=1)[0]
    return SECTIONS.get(_FACTS.get(group, group), "")


def step_url(key: str, step: str) -> str:
    """The address of a step, of the overview where there is no such step, empty where there is neither."""
    for route, arguments in (("toolkit:step", [key, step]), ("toolkit:overview", [key])):
        try:
            return reverse(route, args=arguments)
        except NoReverseMatch:
            continue
    return ""
