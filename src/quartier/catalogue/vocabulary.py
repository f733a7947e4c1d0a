"""Reads the vocabulary: `facts.yaml` and the lists of terms; a second folder may add to the built-in one."""

from __future__ import annotations

from pathlib import Path as FilePath

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import read
from quartier.model.vocabulary import Fact, FactFile, Term, TermFile, Vocabulary


def read_vocabulary(*folders: FilePath) -> Vocabulary:
    """The vocabulary of all folders together; later folders add or replace entries. Raises BadInputError."""
    facts: dict[str, Fact] = {}
    terms: dict[str, dict[str, Term]] = {}
    problems: list[Problem] = []
    for file in (file for folder in folders for file in sorted(folder.glob("*.yaml"))):
        try:
            if file.stem == "facts":
                facts |= read(FactFile, file).facts
            else:
                terms[file.stem] = terms.get(file.stem, {}) | read(TermFile, file).terms
        except BadInputError as error:
            problems += error.problems
    if problems:
        raise BadInputError(problems)
    return Vocabulary(facts=facts, terms=terms)
