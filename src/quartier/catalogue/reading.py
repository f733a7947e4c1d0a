"""Files into model objects: programme editions, projects, vocabularies. All mistakes of a file at once."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from pathlib import Path as FilePath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from quartier.catalogue.messages import entry_of, path_in_file, problems_of
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
        findings = findings or _findings_beside(error, document, model)
        raise BadInputError([*problems_of(error, document, model), *_located(findings, document)]) from None
    if findings:
        raise BadInputError(_located(findings, document))
    return result


def _findings_beside(error: ValidationError, document: Document, model: type[BaseModel]) -> list[Finding]:
    """What else is wrong: the checks across the file, made without the entries that are wrong by themselves."""
    data = deepcopy(document.data)
    for details in error.errors(include_url=False):
        path = path_in_file(details["loc"], data)
        holder = data
        for key in path[:-1]:
            holder = entry_of(holder, key)
        if path and isinstance(holder, dict):
            holder.pop(path[-1], None)
    findings: list[Finding] = []
    with suppress(ValidationError):
        model.model_validate(data, context={"findings": findings})
    return findings


def _located(findings: list[Finding], document: Document) -> list[Problem]:
    return [document.problem(finding.path, finding.message) for finding in findings]


def read(model: type[Model], path: FilePath) -> Model:
    """Read one file as `model`; raises BadInputError."""
    return build(model, read_document(path))
