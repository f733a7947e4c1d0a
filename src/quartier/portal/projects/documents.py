"""A stored project as the document that file, API and portal have in common, so that all get the same answers."""

from __future__ import annotations

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
    return inputs_of(document_of(project), the_catalogue())
