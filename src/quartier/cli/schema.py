"""`quartier schema`: the JSON Schemas of the public formats, made from the same classes that check them."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Any

import typer

app = typer.Typer()

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class SchemaName(StrEnum):
    """The public formats."""

    PROGRAMME = "programme"
    PROJECT = "project"
    MATCH = "match"
    PLAN = "plan"
    ACTUALS = "actuals"
    SETTLEMENT = "settlement"
    VOCABULARY = "vocabulary"


def schema_of(name: SchemaName) -> dict[str, Any]:
    """The JSON Schema of a format: files as people write them, answers as programs read them."""
    from pydantic import TypeAdapter  # noqa: PLC0415 - only this command needs it

    from quartier.model.actuals import Actuals  # noqa: PLC0415 - as above
    from quartier.model.answers import MatchAnswer, PlanAnswer  # noqa: PLC0415 - as above
    from quartier.model.edition import Edition  # noqa: PLC0415 - as above
    from quartier.model.project import Project  # noqa: PLC0415 - as above
    from quartier.model.settlement import Settlement  # noqa: PLC0415 - as above
    from quartier.model.vocabulary import FactFile, TermFile  # noqa: PLC0415 - as above

    match name:
        case SchemaName.PROGRAMME:
            schema = TypeAdapter(Edition).json_schema()
        case SchemaName.PROJECT:
            schema = TypeAdapter(Project).json_schema()
        case SchemaName.MATCH:
            schema = TypeAdapter(MatchAnswer).json_schema(mode="serialization")
        case SchemaName.PLAN:
            schema = TypeAdapter(PlanAnswer).json_schema(mode="serialization")
        case SchemaName.ACTUALS:
            schema = TypeAdapter(Actuals).json_schema()
        case SchemaName.SETTLEMENT:
            schema = TypeAdapter(Settlement).json_schema(mode="serialization")
        case SchemaName.VOCABULARY:
            schema = {"title": "Vocabulary", **TypeAdapter(FactFile | TermFile).json_schema()}
    return {"$schema": DIALECT, **schema}


@app.command()
def schema(
    name: Annotated[SchemaName, typer.Argument(help="Welches Format.", show_default=False)],
) -> None:
    """Das JSON-Schema eines Formats ausgeben (Entwurf 2020-12)."""
    typer.echo(json.dumps(schema_of(name), ensure_ascii=False, indent=2))
