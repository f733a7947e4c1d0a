"""What a project can begin with: a template without figures, a worked example."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from quartier.catalogue.yamlfile import read_document
from quartier.model.edition import Edition
from quartier.places.register import load_register
from quartier.service.catalogue import the_catalogue
from quartier.service.examples import examples_folder


@dataclass(frozen=True, slots=True)
class Start:
    """A template: who usually takes part, what usually costs money. It has no figures: those are yours."""

    slug: str
    name: str
    text: str
    data: dict[str, Any]


@cache
def starts() -> dict[str, Start]:
    """The templates by their file names."""
    found = {}
    for path in sorted((Path(__file__).parent / "beginnings").glob("*.yaml")):
        data: Any = read_document(path).data
        found[path.stem] = Start(path.stem, data["name"], data["text"], data["project"])
    return found


def programme_edition(programme: str) -> Edition | None:
    """The newest edition of a programme people come from, None where it is unknown."""
    found = the_catalogue().by_programme.get(programme)
    return found[-1] if found else None


EXAMPLES = ("dorfgemeinschaftshaus", "nachbarschaftshilfe", "dorfladen", "quartierszentrum", "kirchengemeinde")
"""The worked examples that are offered, the most common first."""


@cache
def examples() -> dict[str, Start]:
    """The worked examples: made-up projects with real programmes, which anybody may change."""
    found = {}
    for name in EXAMPLES:
        path = examples_folder() / f"{name}.yaml"
        data: Any = read_document(path).data
        found[name] = Start(name, data["title"], "", {key: value for key, value in data.items() if key != "as_of"})
    return found


def fact_label(name: str) -> str:
    """A fact's name in words."""
    fact = the_catalogue().vocabulary.facts.get(name)
    return fact.label.de if fact else name


def fact_value(name: str, value: object) -> object:
    """A fact's value in words."""
    vocabulary = the_catalogue().vocabulary
    fact = vocabulary.facts.get(name)
    if name == "place.county":
        return next((place.county_label for place in load_register().by_county(str(value))), value)
    if isinstance(value, Decimal):
        return f"{value:f} {fact.unit if fact and fact.unit else ''}".replace(".", ",").strip()
    if isinstance(value, bool):
        return "ja" if value else "nein"
    options = vocabulary.options(fact) if fact else None
    text = str((options or {}).get(str(value), value))
    if isinstance(value, int):
        text = f"{value:,}".replace(",", ".")
    return f"{text} {fact.unit}" if fact and fact.unit else text
