"""A stored project as the document that file, API and portal have in common, so that all get the same answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from quartier.catalogue.yamlfile import Document
from quartier.model.vocabulary import FactType, Vocabulary
from quartier.portal.projects.models import StoredProject
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, inputs_of

FORMAT = "quartier.project/1"
NAME = "Vorhaben"


def document_of(project: StoredProject) -> Document:
    """The project as a document of the public format, with decimals and dates where the vocabulary has such facts."""
    vocabulary = the_catalogue().vocabulary
    data: dict[str, Any] = {"format": FORMAT, "title": project.title, **project.data}
    if "facts" in data:
        data["facts"] = _facts(data["facts"], vocabulary)
    if "parties" in data:
        data["parties"] = [
            {**party, "facts": _facts(party.get("facts") or {}, vocabulary)} for party in data["parties"]
        ]
    return Document(NAME, data)


def inputs(project: StoredProject) -> Inputs:
    """The project ready to be matched and planned; raises BadInputError with everything that is missing or wrong."""
    return inputs_of(document_of(project), the_catalogue())


def _facts(facts: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, Any]:
    return {name: _typed(name, value, vocabulary) for name, value in facts.items()}


def _typed(name: str, value: Any, vocabulary: Vocabulary) -> Any:  # noqa: ANN401 - a value of JSON
    fact = vocabulary.facts.get(name) or vocabulary.facts.get(f"applicant.{name}")
    if fact is None or not isinstance(value, str):
        return value
    if fact.type is FactType.DATE:
        return _date(value)
    if fact.type in {FactType.DECIMAL, FactType.MONEY}:
        return _decimal(value)
    return value


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def _decimal(text: str) -> Decimal | str:
    try:
        return Decimal(text)
    except InvalidOperation:
        return text
