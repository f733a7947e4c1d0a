"""Reads what commands are given: a catalogue, a project file checked against it, the facts of the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path as FilePath

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.reading import build
from quartier.catalogue.store import Catalogue
from quartier.catalogue.yamlfile import Document, read_document
from quartier.matching.facts import fact_problems
from quartier.model.base import MOST_TOLD, Finding, Path
from quartier.model.project import Place, Project
from quartier.places.facts import PlaceFacts, UnknownPlaceError, place_facts
from quartier.places.register import load_register


@dataclass(frozen=True, slots=True)
class Inputs:
    """A project ready to be matched or planned."""

    project: Project
    catalogue: Catalogue
    place: PlaceFacts


def read_inputs(project_file: FilePath, catalogue_folder: FilePath | None = None) -> Inputs:
    """Read and check everything; raises BadInputError with every mistake of the project file at once."""
    return inputs_of(read_document(project_file), load_catalogue(catalogue_folder))


def inputs_of(document: Document, catalogue: Catalogue) -> Inputs:
    """Check a project, however it came; raises BadInputError with every mistake of it at once."""
    project = build(Project, document)
    place, findings = known_place(project.place)
    findings += [*fact_problems(project, catalogue.vocabulary), *programme_problems(project, catalogue)]
    if findings:
        raise BadInputError([document.problem(finding.path, finding.message) for finding in findings])
    return Inputs(project, catalogue, place)


def known_place(place: Place) -> tuple[PlaceFacts, list[Finding]]:
    """What the register knows of a place, or what is wrong with the place."""
    try:
        return place_facts(place, load_register()), []
    except UnknownPlaceError as error:
        return PlaceFacts(), [error.finding]


def require_costs(project: Project, document: Document) -> None:
    """A plan needs costs; raises BadInputError that says how to give them."""
    if not project.costs:
        message = "fehlt: ein Plan braucht Kosten, zum Beispiel `- {id: umbau, kind: investment, net: {2027: 320000}}`"
        raise BadInputError([document.problem(("costs",), message)])


def programme_problems(project: Project, catalogue: Catalogue) -> list[Finding]:
    """Programmes and blocks the project names that the catalogue does not know."""
    return list(islice(chain(_programmes(project, catalogue), _blocks(project, catalogue)), MOST_TOLD + 1))


def _programmes(project: Project, catalogue: Catalogue) -> Iterator[Finding]:
    named: list[tuple[Path, str]] = [
        *((("choose", "only", number), programme) for number, programme in enumerate(project.choose.only)),
        *((("choose", "without", number), programme) for number, programme in enumerate(project.choose.without)),
        *((("granted", number, "programme"), grant.programme) for number, grant in enumerate(project.granted)),
    ]
    for path, programme in named:
        if programme not in catalogue.by_programme:
            near = suggestion(programme, catalogue.by_programme)
            yield Finding(path, f"das Programm „{programme}“ gibt es im Katalog nicht{near}")


def _blocks(project: Project, catalogue: Catalogue) -> Iterator[Finding]:
    for number, grant in enumerate(project.granted):
        editions = catalogue.by_programme.get(grant.programme, ())
        known = sorted({block.id for edition in editions for block in edition.blocks})
        if grant.block is not None and known and grant.block not in known:
            near = suggestion(grant.block, known) or f"; möglich: {', '.join(known)}"
            yield Finding(
                ("granted", number, "block"), f"„{grant.programme}“ hat keinen Baustein „{grant.block}“{near}"
            )
