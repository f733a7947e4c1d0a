"""The worked examples as projects: what a change of a programme is tried on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import read_document
from quartier.service.catalogue import the_catalogue
from quartier.service.inputs import Inputs, inputs_of

_PROJECT = "quartier.project/1"


@dataclass(frozen=True, slots=True)
class Example:
    """One example project with what the register knows of its place."""

    name: str
    title: str
    inputs: Inputs


def examples_folder() -> Path:
    """The worked examples beside the code, in an installed package inside it."""
    packaged = Path(__file__).resolve().parents[1] / "_examples"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "examples"


def example_projects() -> tuple[Example, ...]:
    """All example projects that can be read with the catalogue in force, by their file names."""
    return _examples(the_catalogue().digest)


@lru_cache(maxsize=2)
def _examples(_digest: str) -> tuple[Example, ...]:
    found = []
    for path in sorted(examples_folder().glob("*.yaml")):
        try:
            document = read_document(path)
            if not isinstance(document.data, dict) or document.data.get("format") != _PROJECT:
                continue
            inputs = inputs_of(document, the_catalogue())
        except BadInputError:
            continue  # an example may name a programme that was just withdrawn
        found.append(Example(path.stem, inputs.project.title, inputs))
    return tuple(found)
