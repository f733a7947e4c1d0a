"""Files into model objects: programme editions, projects, vocabularies. All mistakes of a file at once."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from quartier.catalogue.messages import problems_of
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import Document, read_document
from quartier.model.base import Finding

Model = TypeVar("Model", bound=BaseModel)


def build(model: type[Model], document: Document) -> Model:
    """The document as `model`; raises BadInputError with every mistake of the file."""
    findings: list[Finding] = []
    try:
        result = model.model_validate(document.data, context={"findings": findings})
    except ValidationError as error:
        problems = problems_of(error, document, model)
        raise BadInputError([*problems, *_located(findings, document)]) from None
    if findings:
        raise BadInputError(_located(findings, document))
    return result


def _located(findings: list[Finding], document: Document) -> list[Problem]:
    return [document.problem(finding.path, finding.message) for finding in findings]


def read(model: type[Model], path: FilePath) -> Model:
    """Read one file as `model`; raises BadInputError."""
    return build(model, read_document(path))
