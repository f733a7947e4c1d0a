"""The facts of the vocabulary as the condition builder offers them: found by their words, compared by their type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rapidfuzz import process

from quartier.catalogue.checks import ALLOWED
from quartier.model.conditions import LIST_OPERATORS, Operator
from quartier.model.vocabulary import Fact, FactType, Vocabulary
from quartier.portal.edition_form.kinds import (
    Boxes,
    Choice,
    Day,
    Euros,
    Kind,
    Lines,
    Number,
    Texts,
    WrongTextError,
    YesNo,
    number_text,
)
from quartier.service.catalogue import the_catalogue

OPERATORS: Mapping[Operator, object] = {
    Operator.IS: gettext_lazy("ist genau"),
    Operator.IN: gettext_lazy("ist eines von"),
    Operator.INCLUDES_ANY: gettext_lazy("enthält mindestens eines von"),
    Operator.INCLUDES_ALL: gettext_lazy("enthält alle von"),
    Operator.AT_LEAST: gettext_lazy("mindestens (frühestens am)"),
    Operator.AT_MOST: gettext_lazy("höchstens (spätestens am)"),
    Operator.ABOVE: gettext_lazy("mehr als"),
    Operator.BELOW: gettext_lazy("weniger als"),
    Operator.BEFORE: gettext_lazy("vor dem"),
    Operator.AFTER: gettext_lazy("nach dem"),
}
TYPES: Mapping[FactType, object] = {
    FactType.BOOLEAN: gettext_lazy("ja oder nein"),
    FactType.INTEGER: gettext_lazy("ganze Zahl"),
    FactType.DECIMAL: gettext_lazy("Zahl"),
    FactType.MONEY: gettext_lazy("Betrag in Euro"),
    FactType.DATE: gettext_lazy("Datum"),
    FactType.CHOICE: gettext_lazy("eine Auswahl"),
    FactType.CHOICES: gettext_lazy("mehrere zur Auswahl"),
}
_NUMBERS = {FactType.INTEGER, FactType.DECIMAL, FactType.MONEY}


@dataclass(frozen=True, slots=True)
class Numbers(Lines):
    """Several numbers, one a line."""

    def texts(self, value: object) -> Texts:
        """One line for each number."""
        return ("\n".join(map(number_text, value if isinstance(value, list | tuple) else [value])),)

    def value(self, text: str) -> object:
        """Every line is a number."""
        return [Number().value(line.strip()) for line in text.split("\n") if line.strip()]


def vocabulary() -> Vocabulary:
    """The words in force."""
    return the_catalogue().vocabulary


def label_of(key: str) -> str:
    """What the builder shows for a fact: its label, with the key where two share it."""
    return labels().get(key, key)


def labels() -> dict[str, str]:
    """What the builder shows for every fact, by key."""
    return _labels(the_catalogue().digest)


@lru_cache(maxsize=2)
def _labels(_digest: str) -> dict[str, str]:
    facts = vocabulary().facts
    seen = Counter(fact.label.de for fact in facts.values())
    return {
        key: f"{fact.label.de} ({key})" if seen[fact.label.de] > 1 else fact.label.de for key, fact in facts.items()
    }


@lru_cache(maxsize=2)
def _keys(digest: str) -> dict[str, str]:
    return {label.casefold(): key for key, label in _labels(digest).items()}


def key_of(text: str) -> str:
    """The fact meant by its label or key. Raises WrongTextError with what may be meant."""
    typed = text.strip()
    if typed in vocabulary().facts:
        return typed
    known = _keys(the_catalogue().digest)
    if typed.casefold() in known:
        return known[typed.casefold()]
    near = process.extractOne(typed[:200], list(labels().values()), score_cutoff=60)
    hint = _(" Meinen Sie „%(label)s“?") % {"label": near[0]} if near else ""
    raise WrongTextError(_("Diese Angabe gibt es im Vokabular nicht.") + hint)


def operators(fact: Fact | None, standing: str) -> list[Operator]:
    """How a fact can be compared; what stands in the file stays possible."""
    allowed = [one for one in OPERATORS if fact is not None and one in ALLOWED[fact.type]]
    extra = [one for one in OPERATORS if one == standing and one not in allowed]
    return [*allowed, *extra]


def kind_of(fact: Fact | None, operator: Operator | None) -> Kind:
    """The input for the wanted value."""
    several = operator in LIST_OPERATORS
    if fact is None:
        return Lines() if several else Kind()
    options = vocabulary().options(fact)
    if options is not None and fact.type in {FactType.CHOICE, FactType.CHOICES}:
        pairs = list(options.items())
        return Boxes(known=lambda: pairs) if several else Choice(known=lambda: pairs)
    if several:
        return Numbers() if fact.type in _NUMBERS else Lines()
    return _single(fact)


def _single(fact: Fact) -> Kind:
    match fact.type:
        case FactType.BOOLEAN:
            return YesNo()
        case FactType.MONEY:
            return Euros()
        case FactType.INTEGER:
            return Number(whole=True, unit=fact.unit or "")
        case FactType.DECIMAL:
            return Number(unit=fact.unit or "")
        case FactType.DATE:
            return Day()
        case _:
            return Kind()


def offered() -> list[tuple[str, str]]:
    """What the builder offers: the words of every fact, with the question, type and unit beside them."""
    return _offered(the_catalogue().digest, get_language() or "de")


@lru_cache(maxsize=4)
def _offered(digest: str, _language: str) -> list[tuple[str, str]]:
    facts = vocabulary().facts
    found = []
    for key, label in _labels(digest).items():
        fact = facts[key]
        unit = f", {fact.unit}" if fact.unit else ""
        question = f"{fact.question.de} " if fact.question else ""
        found.append((label, f"{question}({TYPES[fact.type]}{unit})"))
    return sorted(found, key=lambda pair: pair[0].casefold())
