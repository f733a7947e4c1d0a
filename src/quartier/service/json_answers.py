"""Answers about places and programmes as JSON: the same on the command line and over HTTP."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from quartier.catalogue.store import Catalogue
from quartier.matching.intake import next_deadline
from quartier.model.conditions import FactValue
from quartier.model.edition import Edition
from quartier.places.facts import PlaceFacts
from quartier.places.finding import Hit
from quartier.places.register import Municipality, Register


def json_text(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """JSON for people and programs; what JSON does not know becomes text."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


def hits_json(query: str, hits: Sequence[Hit], register: Register) -> str:
    """The answer of `places find --json`."""
    places = [{**_as_data(hit.municipality), "score": hit.score, "found_by": hit.how.value} for hit in hits]
    return json_text({"query": query, "places": places, "source": register.source.to_texts()})


def facts_json(municipality: Municipality, facts: PlaceFacts) -> str:
    """The answer of `places show --json`: unknown facts are null, each with the note why."""
    values = {name: _plain(facts.values.get(name)) for name in {**facts.values, **facts.notes}}
    data = {"place": _as_data(municipality), "facts": values, "notes": facts.notes}
    return json_text({**data, "source": municipality.source.to_texts()})


def listed(catalogue: Catalogue, day: dt.date) -> tuple[Mapping[str, Edition], list[Edition]]:
    """The editions in force by programme, and for every programme that edition, else its newest."""
    current = {edition.programme: edition for edition in catalogue.in_force(day)}
    return current, [current.get(name) or editions[-1] for name, editions in catalogue.by_programme.items()]


def list_json(catalogue: Catalogue, day: dt.date) -> str:
    """The answer of `catalogue list --json`: every programme in short."""
    current, chosen = listed(catalogue, day)
    return json_text([_in_short(edition, current, day) for edition in chosen])


def _in_short(edition: Edition, current: Mapping[str, Edition], day: dt.date) -> dict[str, object]:
    in_force = edition.programme in current
    deadline = next_deadline(edition, day) if in_force else None
    return {
        "programme": edition.programme,
        "edition": edition.edition,
        "name": edition.name.de,
        "level": edition.level,
        "in_force": in_force,
        "intake": edition.intake.kind,
        "deadline": deadline.isoformat() if deadline else None,
    }


def edition_json(edition: Edition, catalogue: Catalogue, day: dt.date) -> str:
    """The edition as in its file, with where it lies and whether it counts today."""
    return json_text(
        {
            "file": catalogue.files[edition.key],
            "in_force": edition.valid.covers(day),
            "editions": [entry.edition for entry in catalogue.by_programme[edition.programme]],
            "edition": edition.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        }
    )


def _as_data(place: Municipality) -> dict[str, Any]:
    return {
        "ags": place.ags,
        "name": place.name,
        "type": place.type,
        "county": place.county,
        "county_name": place.county_name,
        "region": place.region,
        "state": place.state,
        "plz": place.plz,
        "area_km2": str(place.area_km2),
        "population": place.population,
        "population_as_of": place.population_as_of.isoformat() if place.population_as_of else None,
    }


def _plain(value: FactValue | None) -> object:
    return str(value) if isinstance(value, Decimal) else value
