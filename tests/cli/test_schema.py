"""`quartier schema`: JSON Schema that accepts every file of the catalogue and the answers and refuses mistakes."""

import datetime as dt
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import jsonschema
import pytest

from quartier.catalogue.loading import built_in_folder, edition_files
from quartier.catalogue.yamlfile import read_document
from quartier.cli.schema import DIALECT, SchemaName, schema_of

Run = Callable[..., CompletedProcess[str]]


def plain(value: object) -> object:
    """What JSON makes of the data of a YAML file."""
    if isinstance(value, dict):
        return {str(key): plain(of) for key, of in value.items()}
    if isinstance(value, list):
        return [plain(of) for of in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def mistakes(name: SchemaName, data: object) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(schema_of(name)).iter_errors(data)]


@pytest.mark.parametrize("name", SchemaName)
def test_schemas_are_schemas(quartier: Run, name: SchemaName) -> None:
    schema = json.loads(quartier("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)

    assert schema == schema_of(name)
    assert (schema["$schema"], "title" in schema) == (DIALECT, True)


def test_every_file_of_the_catalogue_passes() -> None:
    files = {SchemaName.PROGRAMME: edition_files(built_in_folder())}
    files[SchemaName.VOCABULARY] = sorted((built_in_folder() / "vocabulary").glob("*.yaml"))
    found = {
        file.name: wrong
        for name, paths in files.items()
        for file in paths
        if (wrong := mistakes(name, plain(read_document(file).data)))
    }

    assert found == {}


def test_projects_and_answers_pass(project: Path, match: Run) -> None:
    assert mistakes(SchemaName.PROJECT, plain(read_document(project).data)) == []
    assert mistakes(SchemaName.MATCH, json.loads(match("--json").stdout)) == []


def test_a_source_may_know_only_the_year(catalogue: Path) -> None:
    data = plain(read_document(catalogue / "zu.yaml").data)

    assert mistakes(SchemaName.PROGRAMME, data) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Treffpunkt am Markt", "titel: Treffpunkt"),
        ("type: municipality", "sort: municipality"),
        ("start: 2027-01", "start: Januar"),
        ("council_resolution: true", "council_resolution: {a: 1}"),
    ],
)
def test_mistakes_are_found(change: Callable[..., None], project: Path, old: str, new: str) -> None:
    change(project, (old, new))

    assert mistakes(SchemaName.PROJECT, plain(read_document(project).data)) != []
