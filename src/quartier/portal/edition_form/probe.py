"""The live test: what the edition as it is being typed says to the example projects, however unfinished it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from quartier.catalogue.checks import ALLOWED, value_problem
from quartier.catalogue.store import Catalogue
from quartier.matching.answer import STATUS, Screening
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Matcher, Verdict
from quartier.model.base import Text
from quartier.model.conditions import Comparison, Condition, comparisons
from quartier.model.edition import Authority, Block, Edition, Intake, IntakeKind, Requirement, Source, Validity
from quartier.model.money import german_euros
from quartier.model.pays import Financing, Level, Pays
from quartier.portal.edition_form.facts import vocabulary
from quartier.service.examples import Example, example_projects

_CONDITION: TypeAdapter[object] = TypeAdapter(Condition)
_NO_SOURCE = "none"
MAX_BLOCKS, MAX_REQUIREMENTS = 60, 200


@dataclass(slots=True)
class Tried:
    """An edition made of everything that is complete. `missing`: what could not be tried, in words."""

    edition: Edition
    missing: list[str] = field(default_factory=list)


class BlockVerdict(NamedTuple):
    """How one block turned out for one example project: by the applicant for whom it turned out best."""

    name: str
    status: str
    party: str
    sentences: list[str]
    amount: str


class ExampleRow(NamedTuple):
    """One example project. `status` is that of its best block."""

    title: str
    status: str
    blocks: list[BlockVerdict]


class Count(NamedTuple):
    """How one condition turned out over all example projects."""

    text: str
    met: int
    open: int
    failed: int


class Probe(NamedTuple):
    """The answer of the live test."""

    rows: list[ExampleRow]
    counts: list[Count]
    missing: list[str]

    @property
    def fits(self) -> int:
        """For how many examples it fits."""
        return sum(row.status == "fits" for row in self.rows)

    @property
    def open(self) -> int:
        """For how many examples something is open."""
        return sum(row.status == "open" for row in self.rows)


def probe(document: dict[str, object], block: int | None = None) -> Probe:
    """Try a document on all example projects; `block`: only this Förderbaustein, counted from 0."""
    tried = tried_edition(document, block)
    edition = tried.edition
    matcher = Matcher((edition,), vocabulary())
    catalogue = Catalogue((edition,), vocabulary(), "probe")
    screenings = [
        (example, Screening(example.inputs.project, catalogue, example.inputs.place, matcher))
        for example in example_projects()
    ]
    tried_something = any(entry.rules for entry in matcher.entries)
    rows = [_row(example, screening) for example, screening in screenings] if tried_something else []
    counts = _counts([screening for _example, screening in screenings])
    return Probe(rows, counts, tried.missing)


def _row(example: Example, screening: Screening) -> ExampleRow:
    by_block: dict[str, list[Verdict]] = {}
    for verdict in screening.verdicts:
        by_block.setdefault(verdict.block.id, []).append(verdict)
    best = [max(verdicts, key=lambda verdict: verdict.status) for verdicts in by_block.values()]
    status = max((verdict.status for verdict in best), default=Truth.FAILED)
    return ExampleRow(example.title, STATUS[status], [_block(verdict, screening) for verdict in best])


def _block(verdict: Verdict, screening: Screening) -> BlockVerdict:
    deciding = [result.sentence for result in verdict.results if result.status is verdict.status]
    sentences = deciding if verdict.status is not Truth.MET else []
    worth = screening.worth(verdict) if verdict.status is not Truth.FAILED else 0
    party = verdict.party.name or verdict.party.id
    amount = german_euros(worth) if worth else ""
    return BlockVerdict(verdict.block.name.de, STATUS[verdict.status], party, sentences[:3], amount)


def _counts(screenings: list[Screening]) -> list[Count]:
    """Every condition with how often it is met, for the applicant of each project for whom it turned out best."""
    found: dict[tuple[str, str], list[Truth]] = {}
    for screening in screenings:
        best: dict[tuple[str, str], Truth] = {}
        for verdict in screening.verdicts:
            for result in verdict.results:
                key = (result.rule.condition, result.rule.text)
                best[key] = max(result.status, best.get(key, Truth.FAILED))
        for key, status in best.items():
            found.setdefault(key, []).append(status)
    return [
        Count(text, statuses.count(Truth.MET), statuses.count(Truth.OPEN), statuses.count(Truth.FAILED))
        for (_condition, text), statuses in found.items()
    ]


def tried_edition(document: dict[str, object], block: int | None = None) -> Tried:
    """An edition of all parts that are complete; what is not is told instead of guessed."""
    missing: list[str] = []
    shared = list(_requirements(document.get("conditions"), "e", missing))
    blocks = [_tried_block(one, number, missing) for number, one in _blocks(document, block)]
    if not blocks:
        missing.append(_("Noch gibt es keinen Baustein. Geprüft werden nur die Bedingungen für alle."))
        blocks = [_empty_block(_("ohne Baustein"), "block")]
    edition = Edition.model_construct(
        format="quartier.programme/1",
        programme="probe",
        edition="probe",
        valid=Validity.model_validate({"from": None}),
        name=Text(de="?"),
        summary=Text(de="?"),
        level=Level.STATE,
        funder="?",
        authority=Authority(name="?"),
        topics=(),
        sources={_NO_SOURCE: Source(title="?", as_of="unknown")},
        intake=_intake(document.get("intake"), missing),
        conditions=tuple(shared),
        blocks=tuple(blocks),
        confidence="low",
    )
    return Tried(edition, missing)


def _blocks(document: dict[str, object], only: int | None) -> list[tuple[int, object]]:
    blocks = document.get("blocks")
    numbered = list(enumerate(blocks if isinstance(blocks, list | tuple) else ()))[:MAX_BLOCKS]
    return [(number, one) for number, one in numbered if only is None or number == only]


def _tried_block(block: object, number: int, missing: list[str]) -> Block:
    data = block if isinstance(block, dict) else {}
    name = _text(data.get("name"), _("Baustein %(number)d") % {"number": number + 1})
    own = tuple(_requirements(data.get("conditions"), f"b{number}", missing))
    try:
        pays = Pays.model_validate(data.get("pays"))
    except ValidationError:
        missing.append(_("„%(name)s“: Was er zahlt, ist noch nicht vollständig.") % {"name": name})
        pays = Pays(financing=Financing.PRIZE)
    return Block.model_validate({"id": f"block-{number}", "name": name, "pays": pays}).model_copy(
        update={"conditions": own}
    )


def _empty_block(name: str, key: str) -> Block:
    return Block.model_validate({"id": key, "name": name, "pays": Pays(financing=Financing.PRIZE)})


def _requirements(entries: object, prefix: str, missing: list[str]) -> Iterator[Requirement]:
    listed = entries if isinstance(entries, list | tuple) else ()
    for number, entry in enumerate(listed[:MAX_REQUIREMENTS]):
        data = entry if isinstance(entry, dict) else {}
        text = _text(data.get("text"), _("Bedingung %(number)d") % {"number": number + 1})
        condition = _condition(data.get("when"))
        if condition is None:
            missing.append(_("„%(text)s“: Die Bedingung ist noch nicht vollständig.") % {"text": text})
            continue
        made = {"id": f"{prefix}-{number}", "text": text, "source": _NO_SOURCE, "when": condition}
        yield Requirement.model_validate(made)


def _condition(data: object) -> object | None:
    """The condition if it is complete and the vocabulary knows all of it."""
    try:
        tree = _CONDITION.validate_python(data)
    except ValidationError:
        return None
    known = all(_usable(comparison) for comparison in comparisons(tree))  # type: ignore[arg-type] # the adapter's own type
    return tree if known else None


def _usable(comparison: Comparison) -> bool:
    fact = vocabulary().facts.get(comparison.fact)
    if fact is None or comparison.operator not in ALLOWED[fact.type]:
        return False
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    return all(value_problem(fact, value, vocabulary()) is None for value in values)


def _intake(data: object, missing: list[str]) -> Intake:
    try:
        intake = Intake.model_validate(data)
    except ValidationError:
        missing.append(_("Wann Anträge möglich sind, ist noch nicht vollständig."))
        return Intake(kind=IntakeKind.UNKNOWN)
    closed = IntakeKind.CLOSED if intake.kind is IntakeKind.CLOSED else IntakeKind.UNKNOWN
    return Intake(kind=closed, note=intake.note)


def _text(data: object, default: str) -> str:
    german = data.get("de") if isinstance(data, dict) else data
    return german.strip() if isinstance(german, str) and german.strip() else default
