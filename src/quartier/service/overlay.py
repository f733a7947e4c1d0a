"""Editions published on this installation, laid over the built-in catalogue without changing it.

They are files of the public format in a folder of their own, laid out like the catalogue. A file `stamp` beside them
changes with every publication, so that other processes notice. An edition of the same programme and name replaces the
built-in one; any other is added.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath

from quartier.catalogue.checks import check_edition, check_together
from quartier.catalogue.edition_rules import edition_findings
from quartier.catalogue.joint_rules import joint_problems
from quartier.catalogue.loading import Entry, edition_files, read_editions
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import build
from quartier.catalogue.store import Catalogue
from quartier.catalogue.yamlfile import Document, parse_document
from quartier.model.edition import Edition

STAMP = "stamp"


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as an edition: the edition where it is one, and everything that is wrong with it."""

    edition: Edition | None
    problems: tuple[Problem, ...]


def stamp_of(folder: Path) -> str:
    """What names the state of the folder; empty before anything was published."""
    try:
        return (folder / STAMP).read_text(encoding="utf-8")
    except OSError:
        return ""


def write_overlay(folder: Path, texts: Mapping[str, str]) -> None:
    """Make the folder hold exactly these files, by their paths inside it, and tell the other processes.

    Where one of them cannot be written, none is replaced: what belongs together comes together.
    """
    wanted = {folder / name for name in texts}
    for name, text in texts.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.with_suffix(".part").write_text(text, encoding="utf-8")
    for target in wanted:
        target.with_suffix(".part").replace(target)
    for file in set(edition_files(folder)) - wanted if folder.is_dir() else ():
        file.unlink()
    if texts or folder.is_dir():
        part = folder / f"{STAMP}.part"
        part.write_text(uuid.uuid4().hex, encoding="utf-8")
        part.replace(folder / STAMP)


def with_overlay(built_in: Catalogue, folder: Path) -> Catalogue:
    """The built-in catalogue with the editions of the folder; raises BadInputError with all that is wrong there."""
    files = edition_files(folder) if folder.is_dir() else []
    if not files:
        return built_in
    entries, problems = _read(files, built_in)
    if problems:
        raise BadInputError(problems)
    return laid_over(built_in, entries)


def with_usable_overlay(built_in: Catalogue, folder: Path) -> Catalogue:
    """The built-in catalogue with those editions of the folder that can be used, for a process that has no better."""
    try:
        entries, problems = _read(edition_files(folder) if folder.is_dir() else [], built_in)
    except OSError:
        return built_in
    bad = {problem.file for problem in problems}
    good = [entry for entry in entries if entry[1].file not in bad]
    while good:
        try:
            return laid_over(built_in, good)
        except BadInputError as error:
            bad = {problem.file for problem in error.problems}
            fewer = [entry for entry in good if entry[1].file not in bad]
            good = fewer if len(fewer) < len(good) else []
    return built_in


def _read(files: Iterable[Path], built_in: Catalogue) -> tuple[list[Entry], list[Problem]]:
    """The editions of these files and what is wrong with each by itself."""
    entries, problems = read_editions(files, built_in.vocabulary)
    together = check_together(entries)  # which only holds beside the built-in ones
    return entries, [problem for problem in problems if problem not in together]


def laid_over(built_in: Catalogue, entries: Iterable[Entry]) -> Catalogue:
    """The catalogue with these editions on top; raises BadInputError where they do not fit together."""
    found = list(entries)
    changed = {edition.key for edition, _ in found}
    kept = [
        (edition, _built_in_document(built_in, edition)) for edition in built_in.editions if edition.key not in changed
    ]
    whole = [*kept, *found]
    if problems := check_together(whole):
        raise BadInputError(problems)
    whole.sort(key=lambda entry: (entry[0].programme, str(entry[0].valid.from_ or ""), entry[0].edition))
    text = "\n".join([built_in.digest, *sorted(edition.model_dump_json(by_alias=True) for edition, _ in found)])
    digest = f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
    files = {edition.key: document.file for edition, document in whole}
    return Catalogue(tuple(edition for edition, _ in whole), built_in.vocabulary, digest, files)


def checked_text(text: str, name: str, catalogue: Catalogue, today: dt.date) -> Checked:
    """What is wrong with the text of an edition, alone and beside the others; the same as `catalogue check` says."""
    try:
        document = parse_document(text.encode(), name)
        edition = build(Edition, document)
    except BadInputError as error:
        return Checked(None, tuple(error.problems))
    problems = check_edition(edition, document, catalogue.vocabulary)
    place = PurePath(edition.level, edition.programme, f"{edition.edition}.yaml")
    problems += [document.problem(*finding) for finding in edition_findings(edition, place, today)]
    others = [(other, _built_in_document(catalogue, other)) for other in catalogue.editions if other.key != edition.key]
    known = set(map(str, _between(others)))
    found = [problem for problem in _between([*others, (edition, document)]) if str(problem) not in known]
    return Checked(edition, (*problems, *(_from_here(problem, name) for problem in found)))


def _between(entries: list[Entry]) -> list[Problem]:
    """What is wrong between editions, by loading and by the rules of consistency."""
    return [*check_together(entries), *joint_problems(entries)]


def _from_here(problem: Problem, name: str) -> Problem:
    """What another edition says because of this one is not about a field of this one."""
    if problem.file == name:
        return problem
    return Problem(name, None, "", f"passt nicht zu {problem.file} ({problem.field}): {problem.message}")


def _built_in_document(catalogue: Catalogue, edition: Edition) -> Document:
    return Document(catalogue.files.get(edition.key, f"{edition.programme}/{edition.edition}"))
