"""The facts that follow from where a project is, each with a German note on where it comes from and of what day it is.

What the project file says itself goes before the register. A fact nobody knows is left out: unknown, never false.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from quartier.catalogue.problems import BadInputError, Problem
from quartier.model.base import Finding
from quartier.model.conditions import FactValue
from quartier.model.project import Place
from quartier.places.finding import nearby
from quartier.places.register import LeaderListing, Municipality, Register, density
from quartier.places.states import STATES

GIVEN_NOTE = "Angabe im Projekt"
_GIVEN_FIELDS = ("ags", "state", "county", "region", "type", "population", "area_km2", "leader_area", "leader_region")


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """Known facts by name (`place.population`), and for each of them – and some unknown ones – a German note."""

    values: dict[str, FactValue] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)


class UnknownPlaceError(BadInputError):
    """The official key does not exist. `finding` lets a reader of project files name the line."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__([Problem("Vorhaben", None, ".".join(map(str, finding.path)), finding.message)])


def place_facts(place: Place, register: Register) -> PlaceFacts:
    """The facts of a project's place. Raises UnknownPlaceError for a key the register should know but does not."""
    facts = PlaceFacts()
    if place.ags is not None:
        _from_key(place.ags, place.name, register, facts)
    _overrule(place, facts)
    _add_density(facts)
    if place.ags is None:
        facts.notes["place.ags"] = "Ohne Gemeindeschlüssel (`place: {ags: …}`) ergänzt das Register keine Angaben."
    return facts


def municipality_facts(municipality: Municipality, register: Register) -> PlaceFacts:
    """All facts the register has about one municipality."""
    return place_facts(Place(ags=municipality.ags), register)


def _from_key(ags: str, name: str | None, register: Register, facts: PlaceFacts) -> None:
    municipality = register.by_ags(ags)
    if municipality is not None:
        _from_register(municipality, facts)
        _from_leader(register.leader(ags), municipality.state, facts)
    elif ags[:2] in STATES and not register.covers(ags):
        _from_digits(ags, facts)
    else:
        raise UnknownPlaceError(Finding(("place", "ags"), _unknown_key(ags, name, register)))


def _from_register(municipality: Municipality, facts: PlaceFacts) -> None:
    source = municipality.source
    borders = f"{source.title}, Gebietsstand {_day(source.territory_as_of)}"
    basis = f", Grundlage {source.population_basis}" if source.population_basis else ""
    people = f"{source.title}, Einwohner am {_day(source.population_as_of)}{basis}"
    for name in ("ags", "state", "county", "region", "type", "area_km2"):
        value = getattr(municipality, name)
        if value is not None:
            facts.values[f"place.{name}"] = value
            facts.notes[f"place.{name}"] = borders
    facts.values["place.population"] = municipality.population
    facts.notes["place.population"] = people
    if municipality.region is None:
        facts.notes["place.region"] = f"{STATES[municipality.ags[:2]].name} hat keine Regierungsbezirke."


def _from_leader(listing: LeaderListing | None, state: str, facts: PlaceFacts) -> None:
    area, region = "place.leader_area", "place.leader_region"
    if listing is None:
        where = (
            "in den Listen der LEADER-Regionen, die uns vorliegen" if state == "BW" else "in unseren Listen (nur BW)"
        )
        facts.notes[area] = facts.notes[region] = f"Steht nicht {where}; das heißt „unbekannt“, nicht „nein“."
    elif listing.extent == "whole":
        note = f"Gebietsliste der LEADER-Region {listing.region} ({listing.evidence}): {listing.url}"
        facts.values[area], facts.values[region] = True, listing.region
        facts.notes[area] = facts.notes[region] = note
    else:
        facts.notes[area] = facts.notes[region] = (
            f"Liegt nur teilweise in der LEADER-Region {listing.region} ({listing.extent_note}): "
            f"Es kommt auf den Ort des Vorhabens an. {listing.url}"
        )


def _from_digits(ags: str, facts: PlaceFacts) -> None:
    """A key of a state without table: only what its digits say."""
    state = STATES[ags[:2]]
    note = (
        f"Aus den Ziffern des Gemeindeschlüssels. Das eingebaute Register enthält nur Baden-Württemberg; {state.name} "
        "kommt mit `quartier places import` dazu."
    )
    for name, value in (("ags", ags), ("state", state.code), ("county", ags[:5])):
        facts.values[f"place.{name}"] = value
        facts.notes[f"place.{name}"] = note


def _overrule(place: Place, facts: PlaceFacts) -> None:
    for name in _GIVEN_FIELDS:
        value = getattr(place, name)
        if value is None or facts.values.get(f"place.{name}") == value:
            continue
        facts.values[f"place.{name}"] = value
        facts.notes[f"place.{name}"] = GIVEN_NOTE
    if place.leader_area is False and place.leader_region is None and "place.leader_region" in facts.values:
        del facts.values["place.leader_region"]
        facts.notes["place.leader_region"] = f"Entfällt: laut {GIVEN_NOTE} kein LEADER-Gebiet."


def _add_density(facts: PlaceFacts) -> None:
    population, area = facts.values.get("place.population"), facts.values.get("place.area_km2")
    if isinstance(population, int) and isinstance(area, Decimal) and area > 0:
        facts.values["place.density"] = density(population, area)
        facts.notes["place.density"] = f"Berechnet aus Einwohnern und Fläche ({facts.notes['place.population']})"


def _unknown_key(ags: str, name: str | None, register: Register) -> str:
    if ags[:2] not in STATES:
        return f"den Gemeindeschlüssel „{ags}“ kann es nicht geben. Die ersten zwei Ziffern sind das Land, 01 bis 16"
    similar = "; ".join(f"{place.ags} {place.name} ({place.county_label})" for place in nearby(ags, name, register))
    meant = f"; ähnlich sind: {similar}" if similar else ""
    return f"den Gemeindeschlüssel „{ags}“ gibt es im Register nicht{meant}. Suchen mit `quartier places find NAME`"


def _day(day: dt.date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else "unbekannt"
