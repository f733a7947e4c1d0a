"""A listed programme can never be taken for a checked one: not by type, not by id, not by any layer that plans."""

import ast
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

import quartier
from quartier.model.base import Identifier
from quartier.model.edition import Edition
from quartier.model.listed import PAGES, UNCHECKED, ListedProgramme

SOURCE = Path(quartier.__file__).parent
ENTRY = ListedProgramme(id="fdb:land-a", url=f"{PAGES}a.html", attribution="…")


def imported(path: Path) -> set[str]:
    """The modules a file imports, wherever it does."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    nodes = [node for node in tree if isinstance(node, ast.Import | ast.ImportFrom)]
    return {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)} | {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }


def test_nothing_that_matches_or_plans_knows_listed_programmes() -> None:
    files = [path for layer in ("matching", "planning", "places") for path in sorted((SOURCE / layer).rglob("*.py"))]
    assert len(files) > 30
    assert [path.name for path in files if any("listed" in module.split(".") for module in imported(path))] == []


def test_an_id_is_no_id_of_the_catalogue() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Identifier).validate_python(ENTRY.id)
    with pytest.raises(ValidationError):
        ListedProgramme(id="bw-quartiersimpulse", url=ENTRY.url, attribution="…")


def test_it_is_no_edition_and_cannot_be_called_checked() -> None:
    with pytest.raises(ValidationError):
        Edition.model_validate(ENTRY.model_dump())
    with pytest.raises(ValidationError):
        ListedProgramme.model_validate(ENTRY.model_dump() | {"checked": True})
    assert (ENTRY.checked, UNCHECKED) == (False, "nicht geprüft")
