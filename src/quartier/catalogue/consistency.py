"""Checks a whole catalogue folder: everything that loading checks and all rules of consistency, in one list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath

from quartier.catalogue.edition_rules import edition_findings
from quartier.catalogue.joint_rules import joint_problems, vocabulary_findings
from quartier.catalogue.loading import Entry, catalogue_root, edition_files, read_editions, vocabulary_folders
from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import Problem
from quartier.catalogue.reading import read
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.catalogue.yamlfile import read_document
from quartier.model.vocabulary import FactFile, Vocabulary


@dataclass(frozen=True, slots=True)
class Report:
    """How much was checked, and what is wrong with it."""

    editions: int
    programmes: int
    facts: int
    problems: tuple[Problem, ...]

    def __str__(self) -> str:
        """One line for people."""
        counts = f"{self.editions} Ausgaben, {self.programmes} Programme, {self.facts} Tatsachen"
        number = len(self.problems)
        ending = "en" if number > 1 else ""
        return f"{counts}: {number or 'keine'} Beanstandung{ending}."


def check_folder(folder: FilePath | None, today: dt.date, sheets: FilePath | None = None) -> Report:
    """Check the built-in catalogue or the one in `folder`; with `sheets`, also that each fact sheet is encoded once.

    Raises BadInputError where the folder does not exist or the vocabulary cannot be read.
    """
    root = catalogue_root(folder)
    vocabulary = read_vocabulary(*vocabulary_folders(root))
    entries, problems = read_editions(edition_files(root), vocabulary)
    for edition, document in entries:
        found = edition_findings(edition, FilePath(document.file), today)
        problems += [document.problem(finding.path, finding.message) for finding in found]
    problems += joint_problems(entries)
    problems += _vocabulary_problems(root, vocabulary, entries)
    if sheets is not None:
        problems += sheet_problems(entries, sheets)
    programmes = {edition.programme for edition, _ in entries}
    return Report(len(entries), len(programmes), len(vocabulary.facts), tuple(problems))


def _vocabulary_problems(root: FilePath, vocabulary: Vocabulary, entries: Sequence[Entry]) -> list[Problem]:
    """Only of the vocabulary that lies in the folder: a folder of a few programmes need not use the built-in one up."""
    file = root / "vocabulary" / "facts.yaml"
    if not file.is_file():
        return []
    document = read_document(file)
    declared = read(FactFile, file).facts
    found = vocabulary_findings(declared, vocabulary, [edition for edition, _ in entries])
    return [document.problem(finding.path, finding.message) for finding in found]


def sheet_problems(entries: Sequence[Entry], folder: FilePath) -> list[Problem]:
    """Fact sheets that no programme or more than one encodes, and sheets named that do not exist."""
    files = {file.stem: file for file in sorted(folder.glob("*.yaml"))}
    if not files:
        return [Problem(str(folder), None, "", "hier liegen keine Faktenblätter (*.yaml)")]
    programmes: dict[str, set[str]] = {name: set() for name in files}
    problems: list[Problem] = []
    for edition, document in entries:
        for position, sheet in enumerate(edition.sheets):
            if sheet in programmes:
                programmes[sheet].add(edition.programme)
                continue
            message = f"das Faktenblatt „{sheet}“ gibt es nicht{suggestion(sheet, files)}"
            problems.append(document.problem(("sheets", position), message))
    for sheet, encoded in programmes.items():
        if not encoded:
            problems.append(Problem(str(files[sheet]), None, "", "keine Ausgabe nennt dieses Faktenblatt"))
        elif len(encoded) > 1:
            names = ", ".join(sorted(encoded))
            problems.append(Problem(str(files[sheet]), None, "", f"mehrere Programme nennen dieses Blatt: {names}"))
    return problems
