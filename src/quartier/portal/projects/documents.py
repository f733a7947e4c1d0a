"""A stored project as the document that file, API and portal have in common, so that all get the same answers."""

from __future__ import annotations

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import Document
from quartier.portal.projects.models import StoredProject
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, inputs_of
from quartier.service.plain_data import with_types

FORMAT = "quartier.project/1"
NAME = "Vorhaben"


def document_of(project: StoredProject) -> Document:
    """The project as a document of the public format."""
    data = {"format": FORMAT, "title": project.title, **project.data}
    return Document(NAME, with_types(data, the_catalogue().vocabulary))


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
