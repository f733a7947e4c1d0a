"""Schemas come in one piece."""

from __future__ import annotations

import json

from quartier.api.bodies import schema_of
from quartier.model.answers import PlanAnswer
from quartier.model.project import Project


def test_no_references_are_left() -> None:
    for model in (Project, PlanAnswer):
        assert "$ref" not in json.dumps(schema_of(model))
