"""The answer of `quartier match`: every block for every party with reasons, amounts, deadlines, questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Protocol

from quartier.catalogue.store import Catalogue
from quartier.matching.allowed import Change
from quartier.matching.amounts import amount_range, estimate, highest
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
    Question,
    Reason,
    SourceNote,
    Status,
)
from quartier.model.conditions import FactValue
from quartier.model.edition import Edition, Source
from quartier.model.pays import Financing
from quartier.model.project import Project

STATUS: dict[Truth, Status] = {Truth.MET: "fits", Truth.OPEN: "open", Truth.FAILED: "fails"}
"""What answers call the outcome of a block."""

_CONDITION_STATUS: dict[Truth, ConditionStatus] = {Truth.MET: "met", Truth.OPEN: "open", Truth.FAILED: "failed"}


class KnownPlace(Protocol):
    """What the register knows of a place: facts, and German notes on where they come from."""

    @property
    def values(self) -> Mapping[str, FactValue]:
        """The known facts `place.*`."""

    @property
    def notes(self) -> Mapping[str, str]:
        """Per fact, for example „Gemeindeverzeichnis, Stand 31.12.2022“."""


_NOT_COUNTED = frozenset({Financing.LOAN, Financing.PRIZE})
"""Money that must be paid back or has to be won."""


def worth(match: Match) -> int:
    """What a block could bring in cents; nothing where the money must be paid back or has to be won."""
    if match.financing in _NOT_COUNTED:
        return 0
    return match.estimate if match.estimate is not None else match.amount.max or 0


def match_project(
    project: Project, catalogue: Catalogue, place: KnownPlace, matcher: Matcher | None = None
) -> MatchAnswer:
    """Match a project with the editions in force on its date.

    `matcher`: one made before for the same catalogue and day, so that a server compiles the conditions once.
    """
    return Screening(project, catalogue, place, matcher).answer()


class Screening:
    """A project decided against every block. What is dear to make, sentences and changes, is made for those asked for.

    `verdicts` are in the order of `MatchAnswer.matches`. A page that shows ten blocks of thousands takes `match` of
    these ten and says the same about them as the whole answer does.
    """

    def __init__(
        self, project: Project, catalogue: Catalogue, place: KnownPlace, matcher: Matcher | None = None
    ) -> None:
        """Decide everything. `matcher` as for `match_project`."""
        self.project, self.catalogue, self.day = project, catalogue, project.decision_date
        matcher = matcher or Matcher(catalogue.in_force(self.day), catalogue.vocabulary)
        self.verdicts = matcher.verdicts(project, place.values, place.notes)
        self._windows: dict[tuple[str, str], Window | None] = {}
        self._worth: dict[int, int] = {}
        self._changes: dict[int, list[tuple[Change, ...]]] = {}

    def window(self, edition: Edition) -> Window | None:
        """The first window one could still apply in, None where applications are closed."""
        if edition.key not in self._windows:
            until = self.project.period.end.last_day if self.project.period else None
            self._windows[edition.key] = next(iter(windows(edition, self.day, until)), None)
        return self._windows[edition.key]

    def worth(self, verdict: Verdict) -> int:
        """The same as `worth` of the verdict's match; `verdict` is one of `verdicts`."""
        found = self._worth.get(id(verdict))
        if found is None:
            found = self._worth[id(verdict)] = self._most(verdict)
        return found

    def _most(self, verdict: Verdict) -> int:
        case, pays = verdict.case, verdict.block.pays
        if pays.financing in _NOT_COUNTED:
            return 0
        best = estimate(case, self.project, pays)
        return best if best is not None else highest(case, pays) or 0

    @cached_property
    def by_edition(self) -> Sequence[Sequence[Verdict]]:
        """The verdicts of each edition; on one day no programme has more than one."""
        return [list(ones) for _, ones in groupby(self.verdicts, attrgetter("entry.edition.programme"))]

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every programme: it fits if one of its blocks fits for one of the parties."""
        return {ones[0].edition.programme: STATUS[max([one.status for one in ones])] for ones in self.by_edition}

    def changes(self, verdict: Verdict) -> list[tuple[Change, ...]]:
        """`would_fit_if`, found once for each of `verdicts`."""
        found = self._changes.get(id(verdict))
        if found is None:
            found = self._changes[id(verdict)] = would_fit_if(verdict)
        return found

    def match(self, verdict: Verdict) -> Match:
        """The verdict with reasons, amounts, deadlines and what would have to change."""
        return _match(verdict, self.project, self.window(verdict.edition), self.changes(verdict))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is worth asking for next, the most decisive first."""
        open_ones = [verdict for verdict in self.verdicts if verdict.status is Truth.OPEN]
        offers = [(verdict, self.worth(verdict)) for verdict in open_ones]
        return tuple(questions(offers, self.catalogue.vocabulary))

    def answer(self) -> MatchAnswer:
        """Everything."""
        return MatchAnswer(
            project=self.project.title,
            as_of=self.day,
            catalogue=CatalogueNote(editions=len(self.catalogue.editions), digest=self.catalogue.digest),
            matches=tuple(map(self.match, self.verdicts)),
            questions=self.questions,
        )


def _match(verdict: Verdict, project: Project, window: Window | None, changes: Sequence[tuple[Change, ...]]) -> Match:
    edition, block, case = verdict.edition, verdict.block, verdict.case
    vocabulary = case.network.vocabulary
    return Match(
        programme=edition.programme,
        edition=edition.edition,
        block=block.id,
        party=verdict.party.id,
        name=edition.name.de,
        block_name=block.name.de,
        level=edition.level,
        financing=block.pays.financing.value,
        status=STATUS[verdict.status],
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
