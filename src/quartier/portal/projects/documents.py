"""A stored project as the document that file, API and portal have in common, so that all get the same answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import Document
from quartier.portal.projects.models import StoredProject
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, inputs_of
from quartier.service.plain_data import with_types

FORMAT = "quartier.project/1"
NAME = "Vorhaben"


def document_of(project: StoredProject) -> Document:
    """The project as a document of the public format, without what the catalogue no longer knows."""
    data = known_still({"format": FORMAT, "title": project.title, **project.data})
    return Document(NAME, with_types(data, the_catalogue().vocabulary))


def known_still(data: Mapping[str, Any]) -> dict[str, Any]:
    """A project's data without choices of programmes and answers to questions that have gone since it was kept.

    Both cannot be taken back on any page, so they must not stand in the way. A choice of which nothing is left stays:
    without it everything would be allowed, which its author did not want.
    """
    found = dict(data)
    if isinstance(data.get("choose"), Mapping):
        found["choose"] = _left(data["choose"])
    if isinstance(data.get("facts"), Mapping):
        found["facts"] = _asked(data["facts"])
    if isinstance(data.get("parties"), list):
        found["parties"] = [
            {**party, "facts": _asked(party["facts"])} if isinstance(party.get("facts"), Mapping) else party
            for party in data["parties"]
        ]
    return found


def gone_programmes(project: StoredProject) -> list[str]:
    """The programmes that a choice names and the catalogue no longer knows."""
    choose = project.data.get("choose") or {}
    return [name for names in choose.values() for name in names if name not in the_catalogue().by_programme]


def _left(choose: Mapping[str, list[str]]) -> dict[str, list[str]]:
    known = the_catalogue().by_programme
    left = {name: [entry for entry in names if entry in known] for name, names in choose.items()}
    if choose.get("only") and not left["only"]:
        left["only"] = choose["only"]
    return left


def _asked(facts: Mapping[str, Any]) -> dict[str, Any]:
    known = the_catalogue().vocabulary.facts
    return {name: value for name, value in facts.items() if name in known or f"applicant.{name}" in known}


def inputs(project: StoredProject) -> Inputs:
    """The project ready to be matched and planned; raises BadInputError with everything that is missing or wrong."""
    try:
        return inputs_of(document_of(project), the_catalogue())
    except BadInputError as error:
        raise BadInputError([_for_people(problem, project) for problem in error.problems]) from None


def _for_people(problem: Problem, project: StoredProject) -> Problem:
    """Who describes a project on the web knows nothing of the file: the missing period is told in plain words."""
    if problem.field == "costs" and not project.data.get("period"):
        return Problem(NAME, None, "period", "Bitte geben Sie an, von wann bis wann Ihr Vorhaben dauert.")
    return problem
