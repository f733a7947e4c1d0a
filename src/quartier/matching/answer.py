"""The answer of `quartier match`: every block for every party with reasons, amounts, deadlines, questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Protocol

from quartier.catalogue.store import Catalogue
from quartier.matching.amounts import amount_range, estimate
from quartier.matching.changes import would_fit_if
from quartier.matching.intake import Window, earliest_day, windows
from quartier.matching.intake_words import intake_words, to_ask
from quartier.matching.questions import asked, question_text, questions
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Matcher, Result, Verdict
from quartier.model.answers import (
    CatalogueNote,
    ConditionStatus,
    Match,
    MatchAnswer,
    Reason,
    SourceNote,
    Status,
)
from quartier.model.conditions import FactValue
from quartier.model.edition import Source
from quartier.model.project import Project

_STATUS: dict[Truth, Status] = {Truth.MET: "fits", Truth.OPEN: "open", Truth.FAILED: "fails"}
_CONDITION_STATUS: dict[Truth, ConditionStatus] = {Truth.MET: "met", Truth.OPEN: "open", Truth.FAILED: "failed"}


class KnownPlace(Protocol):
    """What the register knows of a place: facts, and German notes on where they come from."""

    @property
    def values(self) -> Mapping[str, FactValue]:
        """The known facts `place.*`."""

    @property
    def notes(self) -> Mapping[str, str]:
        """Per fact, for example „Gemeindeverzeichnis, Stand 31.12.2022“."""


def worth(match: Match) -> int:
    """What a block could bring in cents; nothing where the money must be paid back or has to be won."""
    if match.financing in {"loan", "prize"}:
        return 0
    return match.estimate if match.estimate is not None else match.amount.max or 0


def match_project(
    project: Project, catalogue: Catalogue, place: KnownPlace, matcher: Matcher | None = None
) -> MatchAnswer:
    """Match a project with the editions in force on its date.

    `matcher`: one made before for the same catalogue and day, so that a server compiles the conditions once.
    """
    day = project.decision_date
    matcher = matcher or Matcher(catalogue.in_force(day), catalogue.vocabulary)
    verdicts = matcher.verdicts(project, place.values, place.notes)
    coming = _first_windows(verdicts, project)
    matches = tuple(_match(verdict, project, coming[verdict.edition.key]) for verdict in verdicts)
    offers = [(verdict, worth(match)) for verdict, match in zip(verdicts, matches, strict=True)]
    return MatchAnswer(
        project=project.title,
        as_of=day,
        catalogue=CatalogueNote(editions=len(catalogue.editions), digest=catalogue.digest),
        matches=matches,
        questions=tuple(questions(offers, catalogue.vocabulary)),
    )


def _first_windows(verdicts: Iterable[Verdict], project: Project) -> dict[tuple[str, str], Window | None]:
    until = project.period.end.last_day if project.period else None
    found = partial(windows, as_of=project.decision_date, until=until)
    editions = {verdict.edition.key: verdict.edition for verdict in verdicts}
    return {key: next(iter(found(edition)), None) for key, edition in editions.items()}


def _match(verdict: Verdict, project: Project, window: Window | None) -> Match:
    edition, block, case = verdict.edition, verdict.block, verdict.case
    vocabulary = case.network.vocabulary
    changes = would_fit_if(verdict)
    return Match(
        programme=edition.programme,
        edition=edition.edition,
        block=block.id,
        party=verdict.party.id,
        name=edition.name.de,
        block_name=block.name.de,
        level=edition.level,
        financing=block.pays.financing.value,
        status=_STATUS[verdict.status],
        reasons=tuple(map(reason, verdict.results)),
        questions=tuple(question_text(one.fact, vocabulary) for one in asked(verdict)),
        would_fit_if=tuple(tuple(one.text for one in ways) for ways in changes),
        would_fit_words=tuple("; ".join(one.words(vocabulary) for one in ways) for ways in changes),
        amount=amount_range(case, block.pays),
        estimate=estimate(case, project, block.pays),
        apply_by=window.apply_by if window else None,
        earliest_start=earliest_day(window, block.pays.early_start, project.decision_date),
        intake=intake_words(edition, window),
        ask=to_ask(edition, window),
        authority=edition.authority.name,
        url=edition.url or edition.authority.url,
    )


def reason(result: Result) -> Reason:
    """One requirement as people and programs read it."""
    return Reason(
        condition=result.rule.condition,
        status=_CONDITION_STATUS[result.status],
        text=result.rule.text,
        sentence=result.sentence,
        facts=result.facts,
        source=source_note(result.rule.source),
    )


def source_note(source: Source) -> SourceNote:
    """A source of an edition as answers show it."""
    return SourceNote(title=source.title, url=source.url, as_of=source.as_of)
