"""Short German words for what editions hold as data: conditions, combination rules, days, lists.

Sentences about a project's answers belong to `quartier.matching`; here nothing is known of any project.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from quartier.model.combining import Combining, Rule
from quartier.model.conditions import AllOf, AnyOf, Comparison, NotOf, Operator, Scalar
from quartier.model.edition import Intake, IntakeKind, Round, Validity, YearlyDeadline
from quartier.model.money import CENTS_PER_EURO, german_euros, german_percent
from quartier.model.vocabulary import Fact, FactType, Vocabulary

Tree = AllOf | AnyOf | NotOf | Comparison

OPERATORS = {
    Operator.IS: "",
    Operator.IN: "",
    Operator.INCLUDES_ANY: "",
    Operator.INCLUDES_ALL: "alle von ",
    Operator.AT_LEAST: "mindestens ",
    Operator.AT_MOST: "höchstens ",
    Operator.ABOVE: "mehr als ",
    Operator.BELOW: "weniger als ",
    Operator.BEFORE: "vor dem ",
    Operator.AFTER: "nach dem ",
}

RULES = {
    Rule.NOT_SAME_ITEM: "nicht für dieselben Ausgaben",
    Rule.NOT_SAME_PROJECT: "nicht im selben Vorhaben",
    Rule.TOTAL_SHARE: "zusammen höchstens",
    Rule.ALLOWED: "erlaubt",
    Rule.UNKNOWN: "nicht bekannt, bitte erfragen",
    Rule.LAST_RESORT: "nachrangig: zuerst anderes Geld",
    Rule.REQUIRES: "setzt voraus",
    Rule.FOLLOWS: "baut auf",
}


UNKNOWN = {
    "amount": "wie viel gezahlt wird",
    "base": "welche Kosten zählen",
    "combining": "ob andere Fördermittel dazukommen dürfen",
    "earmark_years": "wie lange die Sache dem Zweck dienen muss (Zweckbindung)",
    "early_start": "ob vor der Zusage begonnen werden darf",
    "financing": "die Art der Finanzierung",
    "intake": "wann Anträge möglich sind",
    "own": "wie hoch der Eigenanteil ist und was dazu zählt",
    "payout": "wann das Geld ausgezahlt wird",
    "rate": "der Fördersatz",
    "state_aid": "ob es eine Beihilfe ist",
    "valid": "wie lange die Regeln gelten",
    "vat": "ob die Umsatzsteuer zählt",
}
"""What the field names under `unknown` mean for people; everything else there is German already."""


def listed(words: Iterable[str], last: str = "und") -> str:
    """`a, b und c`."""
    *front, end = [*words] or [""]
    return f"{', '.join(front)} {last} {end}" if front else end


def day_words(day: dt.date) -> str:
    """`31.12.2026`."""
    return f"{day:%d.%m.%Y}"


def count_words(number: int | Decimal) -> str:
    """`1.234,5`."""
    whole, _, rest = f"{number:f}".partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest.strip("0") else "")


def condition_words(tree: Tree, vocabulary: Vocabulary) -> str:
    """What is compared, for example `Art des Antragstellers: Stadt oder Gemeinde; und Ehrenamtliche: mindestens 7`."""
    match tree:
        case AllOf():
            return "; und ".join(_nested(part, vocabulary) for part in tree.all)
        case AnyOf():
            return "; oder ".join(_nested(part, vocabulary) for part in tree.any)
        case NotOf():
            return f"nicht ({condition_words(tree.negated, vocabulary)})"
        case Comparison():
            return _comparison_words(tree, vocabulary)


def _nested(tree: Tree, vocabulary: Vocabulary) -> str:
    words = condition_words(tree, vocabulary)
    return f"({words})" if isinstance(tree, AllOf | AnyOf) else words


def _comparison_words(comparison: Comparison, vocabulary: Vocabulary) -> str:
    fact = vocabulary.facts.get(comparison.fact)
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    every = comparison.operator is Operator.INCLUDES_ALL and len(values) > 1
    words = listed([_value(value, fact, vocabulary) for value in values], "und" if every else "oder")
    lead = OPERATORS[comparison.operator] if every or comparison.operator is not Operator.INCLUDES_ALL else ""
    return f"{fact.label.de if fact else comparison.fact}: {lead}{words}"


def _value(value: Scalar, fact: Fact | None, vocabulary: Vocabulary) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.date):
        return day_words(value)
    if isinstance(value, str):
        return ((vocabulary.options(fact) if fact else None) or {}).get(value, value)
    if fact and fact.type is FactType.MONEY:
        return german_euros(int(value * CENTS_PER_EURO))
    return f"{count_words(value)} {fact.unit if fact and fact.unit else ''}".rstrip()


def partner_words(rule: Combining, vocabulary: Vocabulary) -> str:
    """Which other money a combination rule speaks of."""
    other = rule.with_
    if other is None:
        return rule.programme or "alle anderen Mittel"
    if other.programme:
        return other.programme
    if other.level:
        return f"Ebene {vocabulary.label('levels', other.level)}"
    return "andere öffentliche Mittel" if other.public else "alle anderen Mittel"


def combining_words(rule: Combining, vocabulary: Vocabulary) -> str:
    """A combination rule in one line, for example `eu-leader: nicht für dieselben Ausgaben`."""
    words = RULES[rule.rule]
    if rule.max is not None:
        words = f"{words} {german_percent(rule.max)}"
    if rule.gap_months is not None:
        words = f"{words}, höchstens {rule.gap_months} Monate danach"
    only = f" (nur wenn {condition_words(rule.when, vocabulary)})" if rule.when else ""
    return f"{partner_words(rule, vocabulary)}: {words}{only}"


def labels(listing: str, keys: Iterable[str], vocabulary: Vocabulary, last: str = "und") -> str:
    """The German words of several terms of one list, in the order of the list, so that equal sets read the same."""
    terms = list(vocabulary.terms.get(listing, {}))
    ordered = sorted(keys, key=lambda key: terms.index(key) if key in terms else len(terms))
    return listed([vocabulary.label(listing, key) for key in ordered], last)


INTAKE = {
    IntakeKind.ROUNDS: "in Runden",
    IntakeKind.ROLLING: "laufend",
    IntakeKind.YEARLY: "jedes Jahr",
    IntakeKind.CLOSED: "keine mehr",
    IntakeKind.UNKNOWN: "nicht bekannt, bitte erfragen",
}


def validity_words(valid: Validity) -> str:
    """`01.11.2024 bis 31.12.2025`, `seit 01.11.2024`, `unbefristet`."""
    if valid.from_ and valid.until:
        return f"{day_words(valid.from_)} bis {day_words(valid.until)}"
    if valid.from_:
        return f"seit {day_words(valid.from_)}"
    return f"bis {day_words(valid.until)}" if valid.until else "unbefristet"


def round_words(entry: Round) -> str:
    """`08.06.2026 bis 14.08.2026, Beginn ab 01.10.2026`."""
    window = (
        f"{day_words(entry.opens)} bis {day_words(entry.closes)}" if entry.opens else f"bis {day_words(entry.closes)}"
    )
    return f"{window}, Beginn ab {day_words(entry.start_from)}" if entry.start_from else window


def yearly_words(entry: YearlyDeadline) -> str:
    """`bis 30.09.`."""
    month, day = entry.closes.split("-")
    return f"bis {day}.{month}."


def intake_words(intake: Intake) -> str:
    """When applications are possible, with all days: `in Runden: bis 14.08.2026`."""
    days = [*(round_words(entry) for entry in intake.rounds), *(yearly_words(entry) for entry in intake.yearly)]
    words = f"{INTAKE[intake.kind]}: {'; '.join(days)}" if days else INTAKE[intake.kind]
    if intake.decision_months is not None:
        words = f"{words} (Entscheidung nach etwa {intake.decision_months} Monaten)"
    return words
