"""The questions as the page asks them, and the answers already given: what can be typed or chosen, and for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quartier.matching.answer import Screening
from quartier.matching.wording import given_words
from quartier.model.answers import Question
from quartier.model.base import Text
from quartier.model.conditions import FactValue
from quartier.model.project import Party, Project
from quartier.model.vocabulary import Fact, FactType, Vocabulary
from quartier.portal.fit.answering import full_name, is_answerable, own_name, raw
from quartier.portal.fit.steps import step_of

_INPUTS = {
    FactType.BOOLEAN: "yes_no",
    FactType.CHOICE: "one",
    FactType.CHOICES: "several",
    FactType.DATE: "date",
    FactType.MONEY: "money",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a choice."""

    value: str
    text: Text
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on the page. `input` says which control it needs, `step` where else its answer is given."""

    fact: str
    party: Party | None
    text: Text
    help: Text | None
    label: Text
    input: str
    unit: str
    options: tuple[Option, ...]
    value: str
    step: str

    @property
    def id(self) -> str:
        """Unlike that of every other question on the page."""
        return f"{self.fact.replace('.', '-')}{f'-{self.party.id}' if self.party else ''}"


@dataclass(frozen=True, slots=True)
class Open:
    """An unanswered question: how many blocks it decides, how much money is behind them, whether it was put off."""

    asked: Asked
    decides: int
    money: int
    put_off: bool


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that can be changed; `words` in German, None where the author did not know."""

    asked: Asked
    words: str | None


def open_questions(screening: Screening, told: Collection[str] = ()) -> list[Open]:
    """What to ask next, the most decisive first; what the authors did not know comes after all others.

    `told`: steps of the description that the page asks to fill in anyway.
    """
    parties = {party.id: party for party in screening.project.parties}
    found = [_open(question, parties, screening) for question in screening.questions]
    return sorted((one for one in found if one.asked.step not in told), key=lambda one: one.put_off)


def _open(question: Question, parties: Mapping[str, Party], screening: Screening) -> Open:
    party = parties.get(question.party) if question.party else None
    project = screening.project
    put_off = own_name(question.fact) in party.facts if party else question.fact in project.facts
    asked = _asked(question.fact, party, screening.catalogue.vocabulary, None, Text(de=question.question))
    return Open(asked, question.decides, question.money, put_off)


def given_answers(project: Project, vocabulary: Vocabulary) -> list[Given]:
    """Everything that was answered, also with „weiß ich nicht“, for the project and for each party."""
    return [
        Given(
            _asked(name, party, vocabulary, value, None),
            None if value is None else given_words(name, value, vocabulary),
        )
        for name, party, value in _stated(project, vocabulary)
        if is_answerable(name, vocabulary.facts.get(name))
    ]


def _stated(project: Project, vocabulary: Vocabulary) -> Iterator[tuple[str, Party | None, FactValue | None]]:
    yield from ((name, None, value) for name, value in project.facts.items())
    for party in project.parties:
        yield from ((full_name(name, vocabulary), party, value) for name, value in party.facts.items())


def _asked(name: str, party: Party | None, vocabulary: Vocabulary, value: FactValue | None, text: Text | None) -> Asked:
    fact = vocabulary.facts.get(name)
    answerable = is_answerable(name, fact)
    label = fact.label if fact else Text(de=name)
    chosen = raw(value)
    return Asked(
        fact=name,
        party=party,
        text=(fact.question if fact else None) or text or label,
        help=fact.help if fact and answerable else None,
        label=label,
        input=_INPUTS.get(fact.type, "number") if fact and answerable else "",
        unit=(fact.unit or "") if fact else "",
        options=_options(fact, vocabulary, chosen) if fact and answerable else (),
        value=chosen[0] if len(chosen) == 1 else "",
        step="" if answerable else step_of(name),
    )


def _options(fact: Fact, vocabulary: Vocabulary, chosen: Sequence[str]) -> tuple[Option, ...]:
    if isinstance(fact.values, dict):
        return tuple(Option(key, text, key in chosen) for key, text in fact.values.items())
    terms = vocabulary.terms.get(fact.values or "", {})
    return tuple(
        Option(key, Text(de=term.de.label, en=term.en.label if term.en else None), key in chosen)
        for key, term in terms.items()
    )
