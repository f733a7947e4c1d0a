"""Everything the fit page shows for one project, made only as far as it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from quartier.matching.answer import Screening
from quartier.model.answers import Status
from quartier.model.project import Project
from quartier.portal.fit.asking import Open, given_answers, open_questions
from quartier.portal.fit.cards import Card, card_of
from quartier.portal.fit.forms import MOST, PAGE
from quartier.portal.fit.groups import GROUPS, Candidate, Wanted, candidates, counts
from quartier.portal.fit.steps import WORTHWHILE, step_of

FIRST = 3
"""How many questions are asked openly; the others are folded away."""

MANY = 12
"""How many questions are on the page at all."""


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three groups. `more` is how many are shown after the next „mehr zeigen“, 0 where nothing is left."""

    status: Status
    total: int
    cards: tuple[Card, ...]
    more: int

    @property
    def left(self) -> int:
        """How many are not shown."""
        return self.total - len(self.cards)


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions: those asked openly, those folded away, how many there are in all, how many answers were given."""

    first: Sequence[Open]
    others: Sequence[Open]
    total: int
    given: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A section of the description that is empty, why that matters, and the step that fills it."""

    reason: Promise
    step: str


def groups_of(screening: Screening, wanted: Wanted) -> tuple[Group, ...]:
    """The three groups with as many cards as wanted."""
    found = candidates(screening, wanted)
    return tuple(
        _group(screening, status, found[status], max(PAGE, number))
        for status, number in zip(GROUPS, wanted.shown, strict=True)
    )


def _group(screening: Screening, status: Status, ones: Sequence[Candidate], number: int) -> Group:
    cards = tuple(card_of(screening, one) for one in ones[:number])
    more = min(number + PAGE, MOST) if len(ones) > number and number < MOST else 0
    return Group(status, len(ones), cards, more)


def asked_card(screening: Screening, programme: str) -> Card | None:
    """The programme somebody wants to know about in particular; None where there is none or it is unknown."""
    if not programme:
        return None
    found = (one for ones in candidates(screening).values() for one in ones if one.edition.programme == programme)
    return next((card_of(screening, one) for one in found), None)


def questions_of(screening: Screening) -> Questions:
    """The open questions and how many answers were given."""
    found = open_questions(screening, {one.step for one in missing(screening.project)})
    given = len(given_answers(screening.project, screening.catalogue.vocabulary))
    return Questions(found[:FIRST], found[FIRST:MANY], len(found), given)


def missing(project: Project) -> list[Missing]:
    """What the description leaves out that many conditions ask for."""
    empty: Mapping[str, bool] = {
        "place": not project.place.ags and not project.place.name and project.place.state is None,
        "topics": not project.topics,
        "period": project.period is None,
        "costs": not project.costs,
    }
    return [Missing(reason, step_of(section)) for section, reason in WORTHWHILE if empty[section]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The short answer: how many of each, and the programmes that could bring most."""

    counts: Mapping[Status, int]
    best: tuple[Candidate, ...]
    question: Open | None


def summary_of(screening: Screening) -> Summary:
    """What stands beside the steps while people describe their project."""
    found = candidates(screening)
    ranked = [one for one in (*found["fits"], *found["open"]) if one.worth]
    questions = open_questions(screening)
    return Summary(counts(screening), tuple(ranked[:FIRST]), questions[0] if questions else None)
