"""What editions must keep together and towards the vocabulary: agreeing rules, nothing copied, no idle facts.

Editions in force at once and circles of needs are refused while loading already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from quartier.catalogue.checks import both_in_force, condition_trees
from quartier.catalogue.loading import Entry
from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import Problem
from quartier.catalogue.yamlfile import Document
from quartier.model.base import Finding
from quartier.model.combining import Combining, Rule
from quartier.model.conditions import comparisons
from quartier.model.edition import Edition
from quartier.model.vocabulary import Fact, Origin, Vocabulary

MAX_ASKED = 120
"""More questions than this nobody wants to keep: programmes share their facts."""

VAT_FACT = "applicant.vat_recoverable"
"""Asked where a block says `vat: if_not_recoverable`, whether or not the catalogue of today has one."""


def joint_problems(entries: Sequence[Entry]) -> list[Problem]:
    """Everything wrong between editions."""
    known = {edition.programme for edition, _ in entries}
    return [
        *(problem for edition, document in entries for problem in _partners(edition, document, known)),
        *(problem for edition, document in entries for problem in _contradictions(edition, document)),
        *_clashes(entries),
        *_copies(entries),
    ]


def _partners(edition: Edition, document: Document, known: set[str]) -> Iterator[Problem]:
    for position, rule in enumerate(edition.combining):
        named = rule.with_.programme if rule.with_ else None
        if named == edition.programme:
            yield document.problem(("combining", position, "with"), "nennt das eigene Programm")
        elif named is not None and named not in known:
            message = f"das Programm „{named}“ gibt es im Katalog nicht{suggestion(named, known)}"
            yield document.problem(("combining", position, "with", "programme"), message)


def _contradictions(edition: Edition, document: Document) -> Iterator[Problem]:
    for position, rule in enumerate(edition.combining):
        for earlier in edition.combining[:position]:
            if (earlier.with_, earlier.when, earlier.programme) != (rule.with_, rule.when, rule.programme):
                continue
            path = ("combining", position)
            if earlier.rule is rule.rule:
                yield document.problem(path, f"dieselbe Regel `{rule.rule}` steht hier schon einmal")
            elif {earlier.rule, rule.rule} == {Rule.ALLOWED, Rule.NOT_SAME_PROJECT}:
                yield document.problem(path, "ist zugleich erlaubt und ausgeschlossen")


def _clashes(entries: Sequence[Entry]) -> Iterator[Problem]:
    by_programme: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_programme[entry[0].programme].append(entry)
    for edition, document in entries:
        for position, rule in enumerate(edition.combining):
            if rule.rule is not Rule.ALLOWED or rule.with_ is None or rule.with_.programme is None:
                continue
            for other, other_document in by_programme[rule.with_.programme]:
                for number in _excluding(rule, edition, other):
                    path = ("combining", number)
                    where = f"{other_document.file}:{other_document.line_of(path)}"
                    message = f"erlaubt „{other.programme}“, dort ist „{edition.programme}“ ausgeschlossen ({where})"
                    yield document.problem(("combining", position), message)


def _excluding(allowed: Combining, edition: Edition, other: Edition) -> Iterator[int]:
    """The rules of `other` that exclude the edition wherever `allowed` applies, while both are in force."""
    if not both_in_force(edition, other):
        return
    for number, rule in enumerate(other.combining):
        same_cases = rule.when is None or rule.when == allowed.when
        excludes = rule.rule is Rule.NOT_SAME_PROJECT and rule.with_ is not None
        if excludes and same_cases and rule.with_ and rule.with_.covers(edition.programme, edition.level):
            yield number


def _copies(entries: Iterable[Entry]) -> Iterator[Problem]:
    seen: dict[str, tuple[str, str]] = {}
    for edition, document in entries:
        for field, text in _own_words(edition):
            programme, place = seen.setdefault(
                text, (edition.programme, f"{document.file}:{document.line_of((field,))}")
            )
            if programme != edition.programme:
                yield document.problem((field,), f"wörtlich derselbe Text wie bei „{programme}“ ({place})")


def _own_words(edition: Edition) -> Iterator[tuple[str, str]]:
    texts = (("name", edition.name.de), ("summary", edition.summary.de), ("summary", edition.summary.en))
    yield from ((field, text) for field, text in (*texts, ("easy", edition.easy)) if text)


def used_facts(editions: Iterable[Edition]) -> dict[str, list[tuple[Edition, str]]]:
    """For every fact the blocks it decides on, as (edition, block id); shared conditions count for each block."""
    uses: dict[str, dict[tuple[str, str, str], tuple[Edition, str]]] = defaultdict(dict)
    for edition in editions:
        for path, tree in condition_trees(edition):
            blocks = [edition.blocks[int(path[1])]] if path[0] == "blocks" else edition.blocks
            for comparison in comparisons(tree):
                uses[comparison.fact] |= {(*edition.key, block.id): (edition, block.id) for block in blocks}
        for block in edition.blocks:
            if block.pays.unit:
                uses[block.pays.unit.fact][*edition.key, block.id] = (edition, block.id)
            if block.pays.base.vat == "if_not_recoverable":
                uses[VAT_FACT][*edition.key, block.id] = (edition, block.id)
    return {name: list(blocks.values()) for name, blocks in uses.items()}


def vocabulary_findings(
    declared: Mapping[str, Fact], vocabulary: Vocabulary, editions: Sequence[Edition]
) -> list[Finding]:
    """What is wrong with the facts one vocabulary file declares, seen from the editions that use them."""
    used = used_facts(editions)
    asked = [name for name, fact in vocabulary.facts.items() if fact.origin is Origin.ASKED]
    found = [
        Finding(("facts", name), "wird erfragt, aber keine Ausgabe braucht die Antwort")
        for name, fact in declared.items()
        if fact.origin is Origin.ASKED and name not in used and name != VAT_FACT
    ]
    if len(asked) > MAX_ASKED:
        found.append(Finding(("facts",), f"{len(asked)} erfragte Tatsachen sind zu viele (höchstens {MAX_ASKED})"))
    for name, fact in declared.items():
        if name.startswith("place.") and fact.origin is Origin.ASKED and fact.help is None:
            found.append(Finding(("facts", name), "das Register kennt sie nicht; `help` muss sagen, wer Auskunft gibt"))
    questions = sorted((fact.question.de, name) for name, fact in vocabulary.facts.items() if fact.question)
    for (text, first), (other_text, name) in pairwise(questions):
        if text == other_text:
            found.append(Finding(("facts", name), f"dieselbe Frage wie bei „{first}“"))
    return found
