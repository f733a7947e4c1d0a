"""Which facts are worth asking for next: those that still decide, by what they decide and the money behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quartier.matching.case import Asked
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Verdict
from quartier.model.answers import Question
from quartier.model.vocabulary import Vocabulary


def asked(verdict: Verdict) -> tuple[Asked, ...]:
    """The unknown facts on which an open block still depends, in the order of its conditions."""
    if verdict.status is not Truth.OPEN:
        return ()
    truths = verdict.case.truths
    return verdict.case.asked(tuple([rule.node for rule in verdict.entry.rules if truths[rule.node] is Truth.OPEN]))


def question_text(name: str, vocabulary: Vocabulary) -> str:
    """The question of the vocabulary; a request to state it where file or register should have told."""
    fact = vocabulary.facts.get(name)
    if fact is not None and fact.question is not None:
        return fact.question.de
    return f"Bitte angeben: {fact.label.de if fact else name}."


def questions(offers: Iterable[tuple[Verdict, int]], vocabulary: Vocabulary) -> list[Question]:
    """All facts worth asking for. `offers`: every verdict with the most it could bring in cents.

    `decides` counts blocks, `money` adds the best offer of each programme; the most decisive question comes first.
    """
    blocks: dict[Asked, set[tuple[str, str]]] = defaultdict(set)
    money: dict[Asked, dict[str, int]] = defaultdict(dict)
    for verdict, amount in offers:
        programme, block = verdict.edition.programme, verdict.block.id
        for one in asked(verdict):
            blocks[one].add((programme, block))
            best = money[one]
            if amount > best.get(programme, -1):
                best[programme] = amount
    found = [_question(one, len(decided), sum(money[one].values()), vocabulary) for one, decided in blocks.items()]
    return sorted(found, key=lambda question: (-question.decides, -question.money, question.fact, question.party or ""))


def _question(one: Asked, decides: int, money: int, vocabulary: Vocabulary) -> Question:
    fact = vocabulary.facts.get(one.fact)
    return Question(
        fact=one.fact,
        question=question_text(one.fact, vocabulary),
        decides=decides,
        money=money,
        help=fact.help.de if fact and fact.help else None,
        party=one.party,
    )
