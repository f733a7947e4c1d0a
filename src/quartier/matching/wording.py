"""Values and comparisons in German: labels of the vocabulary, 1.234,5, 31.12.2026, 85.000 €, „a“, „b“ oder „c“."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from quartier.matching.values import Typed, typed
from quartier.model.conditions import Comparison, FactValue, Operator
from quartier.model.money import CENTS_PER_EURO, german_euros
from quartier.model.vocabulary import Fact, FactType, Vocabulary

_NUMBERS = frozenset({FactType.INTEGER, FactType.DECIMAL, FactType.MONEY})
_ONE = {
    "Aufträge": "Auftrag",
    "Jahre": "Jahr",
    "Monate": "Monat",
    "Organisationen": "Organisation",
    "Personen": "Person",
    "Plätze": "Platz",
    "Umzüge": "Umzug",
    "Wohnungen": "Wohnung",
}

_NUMBER_WORDS = {
    Operator.IS: ("genau {}", "nicht genau {}"),
    Operator.AT_LEAST: ("mindestens {}", "weniger als {}"),
    Operator.AT_MOST: ("höchstens {}", "mehr als {}"),
    Operator.ABOVE: ("mehr als {}", "höchstens {}"),
    Operator.BELOW: ("weniger als {}", "mindestens {}"),
}
_DATE_WORDS = {
    Operator.IS: ("am {}", "nicht am {}"),
    Operator.BEFORE: ("vor dem {}", "frühestens am {}"),
    Operator.AFTER: ("nach dem {}", "spätestens am {}"),
}
"""What is wanted, and what is wanted where the comparison must not hold."""


def label_of(name: str, vocabulary: Vocabulary) -> str:
    """The German label of a fact; its name where the vocabulary does not know it."""
    fact = vocabulary.facts.get(name)
    return fact.label.de if fact else name


def german_date(day: dt.date) -> str:
    """`31.12.2026`."""
    return f"{day:%d.%m.%Y}"


def german_number(number: int | Decimal) -> str:
    """`1.234,5`."""
    whole, _, rest = f"{number:f}".partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".")
    return f"{grouped},{rest}" if rest else grouped


def listed(words: Sequence[str], last: str) -> str:
    """`a, b oder c`."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def given_words(name: str, value: FactValue, vocabulary: Vocabulary) -> str:
    """A known value as people say it: `nein`, `11.500`, `„Landkreis“ und „Verein“`."""
    fact = vocabulary.facts.get(name)
    form = typed(value, fact)
    if fact is None or form is None:
        return f"„{value}“"
    if isinstance(form, frozenset):
        return listed(_quoted(sorted(form), fact, vocabulary), "und") or "nichts"
    return _word(form, fact, vocabulary)


def wanted_words(comparison: Comparison, vocabulary: Vocabulary, *, negated: bool = False) -> str:
    """What a comparison asks for: `höchstens 10.000`, `ja`, `„Gemeinde“ oder „Landkreis“`."""
    fact = vocabulary.facts.get(comparison.fact)
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    forms = [_single(value, fact) for value in values]
    if fact is None:
        return f"{'nicht ' if negated else ''}{listed([str(value) for value in values], 'oder')}"
    if fact.type is FactType.BOOLEAN:
        return _yes_no(bool(forms[0]) != negated)
    words = _NUMBER_WORDS if fact.type in _NUMBERS else _DATE_WORDS
    if comparison.operator in words and fact.type is not FactType.CHOICE:
        return words[comparison.operator][negated].format(_word(forms[0], fact, vocabulary))
    return _options(comparison.operator, [_word(form, fact, vocabulary) for form in forms], negated=negated)


def _single(value: object, fact: Fact | None) -> Typed:
    if fact is None or fact.type is FactType.CHOICES:
        return str(value)
    form = typed(value, fact)
    return str(value) if form is None else form


def _options(operator: Operator, words: list[str], *, negated: bool) -> str:
    if operator is Operator.INCLUDES_ALL:
        text = listed(words, "und")
        return f"nicht {'zugleich ' if len(words) > 1 else ''}{text}" if negated else text
    text = listed(words, "oder")
    if len(words) == 1:
        return f"nicht {text}" if negated else text
    if negated:
        return f"keines von {text}"
    return f"mindestens eines von {text}" if operator is Operator.INCLUDES_ANY else text


def _word(form: Typed, fact: Fact, vocabulary: Vocabulary) -> str:
    if isinstance(form, bool):
        return _yes_no(form)
    if isinstance(form, dt.date):
        return german_date(form)
    if isinstance(form, int | Decimal):
        return _amount(form, fact)
    return _quoted([str(form)], fact, vocabulary)[0]


def _amount(number: int | Decimal, fact: Fact) -> str:
    if fact.type is FactType.MONEY:
        return german_euros(int(number * CENTS_PER_EURO))
    text = german_number(number)
    if fact.unit is None or fact.unit.casefold() in fact.label.de.casefold():
        return text
    return f"{text} {_ONE.get(fact.unit, fact.unit) if number == 1 else fact.unit}"


def _quoted(values: Iterable[str], fact: Fact, vocabulary: Vocabulary) -> list[str]:
    options = vocabulary.options(fact) or {}
    return [f"„{options.get(value, value)}“" for value in values]


def _yes_no(value: bool) -> str:  # noqa: FBT001 - the value is the fact itself
    return "ja" if value else "nein"
