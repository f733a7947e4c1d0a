"""Consistency of editions with the vocabulary and with each other. Every finding names file and line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import Problem
from quartier.catalogue.yamlfile import Document
from quartier.model.base import Finding, Path
from quartier.model.combining import CHAIN_RULES
from quartier.model.conditions import AllOf, AnyOf, Comparison, NotOf, Operator
from quartier.model.edition import Edition, IntakeKind
from quartier.model.vocabulary import Fact, FactType, Vocabulary

_MAX_DIGITS = 15
_NUMBERS = frozenset({FactType.INTEGER, FactType.DECIMAL, FactType.MONEY})
ALLOWED = {
    FactType.BOOLEAN: {Operator.IS},
    FactType.CHOICE: {Operator.IS, Operator.IN},
    FactType.CHOICES: {Operator.INCLUDES_ANY, Operator.INCLUDES_ALL},
    FactType.DATE: {Operator.IS, Operator.BEFORE, Operator.AFTER, Operator.AT_LEAST, Operator.AT_MOST},
} | {
    kind: {Operator.IS, Operator.IN, Operator.AT_LEAST, Operator.AT_MOST, Operator.ABOVE, Operator.BELOW}
    for kind in _NUMBERS
}
"""Which comparisons make sense for which type of fact."""

SHARE_SOURCES = frozenset(
    {
        "donations",
        "sponsoring",
        "income",
        "membership_fees",
        "shares",
        "loan",
        "private",
        "public",
        "foundation",
        "volunteers",
    }
)
"""What `own.counts` and `own.not_counts` may name."""

Tree = AllOf | AnyOf | NotOf | Comparison


def check_edition(edition: Edition, document: Document, vocabulary: Vocabulary) -> list[Problem]:
    """What an edition names that the vocabulary does not know, and intake data that contradict each other."""
    findings = [*_words(edition, vocabulary), *_conditions(edition, vocabulary), *_intake(edition), *_shares(edition)]
    return [document.problem(path, message) for path, message in findings]


def check_together(documents: Iterable[tuple[Edition, Document]]) -> list[Problem]:
    """Editions in force at once, programmes that need themselves, references to programmes nobody has."""
    pairs = list(documents)
    return [*_overlaps(pairs), *_chains(pairs)]


def _words(edition: Edition, vocabulary: Vocabulary) -> Iterator[Finding]:
    yield from _known(("topics",), edition.topics, vocabulary.terms.get("topics"))
    yield from _known(("target_groups",), edition.target_groups, vocabulary.terms.get("target_groups"))
    for position, block in enumerate(edition.blocks):
        base, path = block.pays.base, ("blocks", position, "pays", "base")
        yield from _known((*path, "kinds"), base.kinds or (), vocabulary.terms.get("costs"))
        yield from _known((*path, "except"), base.except_, vocabulary.terms.get("costs"))
        yield from _known((*path, "measures"), base.measures or (), vocabulary.terms.get("measures"))
        for number, cap in enumerate(base.caps):
            kinds = [kind for kind in (cap.kind, cap.max_share_of) if kind]
            yield from (
                (Finding((*path, "caps", number), found.message))
                for found in _known((), kinds, vocabulary.terms.get("costs"))
            )


def _known(path: Path, words: Iterable[str], terms: Mapping[str, object] | None) -> Iterator[Finding]:
    for position, word in enumerate(words):
        if word not in (terms or {}):
            yield Finding((*path, position), f"„{word}“ steht nicht im Vokabular{suggestion(word, terms or ())}")


def _conditions(edition: Edition, vocabulary: Vocabulary) -> Iterator[Finding]:
    for path, tree in condition_trees(edition):
        yield from _tree(path, tree, vocabulary)
    for position, block in enumerate(edition.blocks):
        if block.pays.unit:
            yield from _unit(("blocks", position, "pays", "unit", "fact"), block.pays.unit.fact, vocabulary)


def condition_trees(edition: Edition) -> Iterator[tuple[Path, Tree]]:
    """Every condition tree of an edition with its place in the file: requirements, rates, amounts, combining."""
    for number, requirement in enumerate(edition.conditions):
        yield ("conditions", number, "when"), requirement.when
    for number, rule in enumerate(edition.combining):
        if rule.when is not None:
            yield ("combining", number, "when"), rule.when
    for position, block in enumerate(edition.blocks):
        path: Path = ("blocks", position)
        for number, requirement in enumerate(block.conditions):
            yield (*path, "conditions", number, "when"), requirement.when
        for number, rate in enumerate(block.pays.rates):
            if rate.when is not None:
                yield (*path, "pays", "rates", number, "when"), rate.when
        for number, amount in enumerate(block.pays.amount):
            if amount.when is not None:
                yield (*path, "pays", "amount", number, "when"), amount.when


def _tree(path: Path, tree: Tree, vocabulary: Vocabulary) -> Iterator[Finding]:
    match tree:
        case AllOf():
            for number, part in enumerate(tree.all):
                yield from _tree((*path, "all", number), part, vocabulary)
        case AnyOf():
            for number, part in enumerate(tree.any):
                yield from _tree((*path, "any", number), part, vocabulary)
        case NotOf():
            yield from _tree((*path, "not"), tree.negated, vocabulary)
        case Comparison():
            yield from (Finding(path, message) for message in _comparison(tree, vocabulary))


def _comparison(comparison: Comparison, vocabulary: Vocabulary) -> Iterator[str]:
    fact = vocabulary.facts.get(comparison.fact)
    if fact is None:
        near = suggestion(comparison.fact, vocabulary.facts)
        yield f"die Tatsache „{comparison.fact}“ steht nicht im Vokabular{near}"
        return
    allowed = ALLOWED[fact.type]
    if comparison.operator not in allowed:
        possible = ", ".join(sorted(allowed))
        yield f"„{comparison.operator}“ passt nicht zu „{comparison.fact}“ ({fact.type}); möglich: {possible}"
        return
    values = comparison.value if isinstance(comparison.value, tuple) else (comparison.value,)
    for value in values:
        message = value_problem(fact, value, vocabulary)
        if message:
            yield f"„{comparison.fact}“: {message}"


def value_problem(fact: Fact, value: object, vocabulary: Vocabulary) -> str | None:
    """Why `value` cannot be a value of the fact, in German; None where it can."""
    if fact.type is FactType.BOOLEAN:
        return None if isinstance(value, bool) else "erwartet `true` oder `false`"
    if isinstance(value, bool):
        return "`true` und `false` passen hier nicht"
    if fact.type in _NUMBERS:
        return _number_problem(fact, value)
    if fact.type is FactType.DATE:
        return None if hasattr(value, "isoformat") else "erwartet ein Datum in der Form 2026-08-14"
    options = vocabulary.options(fact)
    if options is not None and value not in options:
        near = suggestion(str(value), options)
        return f"„{value}“ gehört nicht zu den möglichen Werten ({', '.join(sorted(options))}){near}"
    return None if isinstance(value, str) else "erwartet einen Text"


def _number_problem(fact: Fact, value: object) -> str | None:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return f"erwartet eine Zahl (angegeben: {value!r})"
    if not number.is_finite():
        return f"erwartet eine Zahl (angegeben: {value!r})"
    if number and abs(number.adjusted()) > _MAX_DIGITS:
        return "ist unwahrscheinlich groß oder klein, bitte prüfen"
    if number < 0:
        return "darf nicht negativ sein"
    if fact.type is FactType.INTEGER and number != number.to_integral_value():
        return "erwartet eine ganze Zahl"
    return None


def _unit(path: Path, name: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    fact = vocabulary.facts.get(name)
    if fact is None or fact.type is not FactType.INTEGER:
        yield Finding(
            path, f"„{name}“ ist keine ganzzahlige Tatsache des Vokabulars{suggestion(name, vocabulary.facts)}"
        )


def _intake(edition: Edition) -> Iterator[Finding]:
    intake = edition.intake
    if intake.rounds and intake.kind is not IntakeKind.ROUNDS:
        yield Finding(("intake", "rounds"), "Runden passen nur zu `kind: rounds`")
    if intake.yearly and intake.kind is not IntakeKind.YEARLY:
        yield Finding(("intake", "yearly"), "jährliche Stichtage passen nur zu `kind: yearly`")
    if intake.kind is IntakeKind.YEARLY and not intake.yearly:
        yield Finding(("intake",), "`kind: yearly` braucht `yearly` mit mindestens einem Stichtag")


def _shares(edition: Edition) -> Iterator[Finding]:
    for position, block in enumerate(edition.blocks):
        own = block.pays.own
        for name, words in (("counts", own.counts), ("not_counts", own.not_counts)) if own else ():
            yield from _known(("blocks", position, "pays", "own", name), words, dict.fromkeys(SHARE_SOURCES))


def _overlaps(pairs: list[tuple[Edition, Document]]) -> Iterator[Problem]:
    by_programme: dict[str, list[tuple[Edition, Document]]] = defaultdict(list)
    for edition, document in pairs:
        by_programme[edition.programme].append((edition, document))
    for group in by_programme.values():
        for position, (edition, document) in enumerate(group):
            for other, _ in group[:position]:
                if edition.edition == other.edition:
                    yield document.problem(
                        ("edition",), f"die Ausgabe „{edition.edition}“ von „{edition.programme}“ gibt es schon"
                    )
                elif both_in_force(edition, other):
                    message = (
                        f"gilt gleichzeitig mit der Ausgabe „{other.edition}“; je Tag darf nur eine Ausgabe gelten"
                    )
                    yield document.problem(("valid",), message)


def both_in_force(one: Edition, other: Edition) -> bool:
    """Whether there is a day on which both count."""
    starts_before_other_ends = (
        one.valid.from_ is None or other.valid.until is None or one.valid.from_ <= other.valid.until
    )
    ends_after_other_starts = (
        one.valid.until is None or other.valid.from_ is None or other.valid.from_ <= one.valid.until
    )
    return starts_before_other_ends and ends_after_other_starts


def _chains(pairs: list[tuple[Edition, Document]]) -> Iterator[Problem]:
    known = {edition.programme for edition, _ in pairs}
    needs: dict[str, set[str]] = defaultdict(set)
    for edition, document in pairs:
        for number, rule in enumerate(edition.combining):
            if rule.rule not in CHAIN_RULES or rule.programme is None:
                continue
            path: Path = ("combining", number, "programme")
            if rule.programme not in known:
                yield document.problem(
                    path, f"das Programm „{rule.programme}“ gibt es im Katalog nicht{suggestion(rule.programme, known)}"
                )
                continue
            needs[edition.programme].add(rule.programme)
            if circle := _way(needs, rule.programme, edition.programme):
                yield document.problem(path, f"Kreis: {' braucht '.join((edition.programme, *circle))}")


def _way(needs: Mapping[str, set[str]], start: str, goal: str) -> tuple[str, ...] | None:
    """A chain of needs from `start` to `goal`, both included, or None."""
    stack: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while stack:
        way = stack.pop()
        if way[-1] == goal:
            return way
        if way[-1] not in seen:
            seen.add(way[-1])
            stack += [(*way, following) for following in sorted(needs.get(way[-1], ()))]
    return None
