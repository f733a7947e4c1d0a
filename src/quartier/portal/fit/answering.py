"""Answers typed or chosen on the page as values of facts, and back. What a value may be, the engine decides."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from django.http import QueryDict
from django.utils.translation import gettext as _

from quartier.catalogue.checks import value_problem
from quartier.matching.facts import APPLICANT
from quartier.model.conditions import FactValue, Scalar
from quartier.model.money import CENTS_PER_EURO, cents_of
from quartier.model.vocabulary import Fact, FactType, Origin, Vocabulary

UNKNOWN = "unknown"
"""The button „weiß ich nicht“."""

MAX_LENGTH = 40
_WHOLE = re.compile(r"\d{1,9}|\d{1,3}(\.\d{3}){1,3}", re.ASCII)
_DECIMAL = re.compile(r"(\d{1,9}|\d{1,3}(\.\d{3}){1,3})([,.]\d{1,4})?", re.ASCII)
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)


class AnswerError(Exception):
    """The answer cannot be a value of the fact; says in words why."""


def is_answerable(name: str, fact: Fact | None) -> bool:
    """Whether the fact is asked for on the page; others follow from the description and are changed there."""
    if fact is None or fact.question is None:
        return False
    return fact.origin is Origin.ASKED or name.startswith("place.")


def own_name(name: str) -> str:
    """What a fact of the applicant is called in the file, where it stands with its party."""
    return name.removeprefix(APPLICANT)


def full_name(name: str, vocabulary: Vocabulary) -> str:
    """The name of a party's fact in the vocabulary."""
    return APPLICANT + name if APPLICANT + name in vocabulary.facts else name


def value_of(fact: Fact, data: QueryDict, vocabulary: Vocabulary) -> FactValue | None:
    """The value that was answered, None for „weiß ich nicht“. Raises AnswerError."""
    typed = [text.strip()[:MAX_LENGTH] for text in data.getlist("value")]
    if UNKNOWN in data or typed == [UNKNOWN]:
        return None
    if not any(typed):
        raise AnswerError(_("Bitte geben Sie eine Antwort, oder wählen Sie „Weiß ich nicht“."))
    if fact.type is FactType.CHOICES:
        chosen = tuple(dict.fromkeys(typed))
        _check(fact, chosen, vocabulary)
        return chosen
    value = _read(fact, typed[0])
    _check(fact, (value,), vocabulary)
    return value


def _check(fact: Fact, values: tuple[Scalar, ...], vocabulary: Vocabulary) -> None:
    if any(value_problem(fact, value, vocabulary) is not None for value in values):
        raise AnswerError(_("Diese Antwort ist hier nicht möglich."))


def _read(fact: Fact, text: str) -> Scalar:
    match fact.type:
        case FactType.BOOLEAN:
            return _yes_or_no(text)
        case FactType.INTEGER:
            return _whole(text)
        case FactType.DECIMAL:
            return _decimal(text)
        case FactType.MONEY:
            return _money(text)
        case FactType.DATE:
            return _day(text)
        case _:
            return text


def _yes_or_no(text: str) -> bool:
    if text not in {"yes", "no"}:
        raise AnswerError(_("Bitte antworten Sie mit Ja oder Nein."))
    return text == "yes"


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise AnswerError(_("Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12 oder 1.200."))
    return int(text.replace(".", ""))


def _decimal(text: str) -> Decimal:
    if not _DECIMAL.fullmatch(text):
        raise AnswerError(_("Bitte geben Sie eine Zahl ein, zum Beispiel 12,5."))
    german = text.replace(".", "").replace(",", ".") if "," in text or re.search(r"\.\d{3}$", text) else text
    return Decimal(german)


def _money(text: str) -> Decimal:
    try:
        return Decimal(cents_of(text)) / CENTS_PER_EURO
    except ValueError as error:
        raise AnswerError(_("Bitte geben Sie einen Betrag in Euro ein, zum Beispiel 12.000,50.")) from error


def _day(text: str) -> dt.date:
    try:
        german = _GERMAN_DAY.fullmatch(text)
        if german:
            return dt.date(int(german[3]), int(german[2]), int(german[1]))
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise AnswerError(_("Bitte geben Sie einen Tag ein, zum Beispiel 31.12.2027.")) from error


def raw(value: FactValue | None) -> tuple[str, ...]:
    """A known value as the page's form would send it; empty where it is not known."""
    if value is None:
        return ()
    if isinstance(value, tuple):
        return tuple(map(str, value))
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, Decimal):
        return (f"{value:f}".replace(".", ","),)
    return (value.isoformat() if isinstance(value, dt.date) else str(value),)
