"""C9, C10 and C11: which programmes may meet on one item, in one project, and up to which share.

Sources: planning rules C9 (BEG and Kommunalrichtlinie), C10 (other federal programmes, lotteries), C11 (BEG 60/90 % on
overlapping costs). Rules are read from both sides; blocks of one programme are not other programmes to each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from quartier.matching.truth import Truth
from quartier.model.combining import Combining, Rule
from quartier.model.money import german_euros, german_percent
from quartier.planning.checking.case import Case, Decided, Used, covers
from quartier.planning.checking.violation import Key, Violation


def _either(case: Case, kind: Rule, first: Used, second: Used) -> bool:
    """Whether one of two grants has such a rule about the other."""
    return case.covers(first, kind, second.edition.programme, second.edition.level) or case.covers(
        second, kind, first.edition.programme, first.edition.level
    )


def _from_decided(case: Case, kind: Rule, decided: Decided, used: Used) -> bool:
    """Whether granted money and a grant have such a rule about each other."""
    if decided.programme == used.edition.programme:
        return False
    theirs = decided.edition.combining if decided.edition else ()
    reverse = any(
        rule.rule is kind
        and covers(rule, used.edition.programme, used.edition.level)
        and case.truth(rule.when, used.facts) is not Truth.FAILED
        for rule in theirs
    )
    return reverse or case.covers(used, kind, decided.programme, decided.level)


def same_item(case: Case) -> Iterator[Violation]:
    """C9: two programmes that exclude each other on one item neither pay nor claim the same item."""
    for first, second in case.pairs():
        if _either(case, Rule.NOT_SAME_ITEM, first, second):
            for item in sorted(first.touched() & second.touched()):
                text = f"{item}: {first.label} und {second.label} schließen sich bei einem Posten aus."
                yield Violation("C9", text, second.position, item)
    for used in case.used:
        for decided in case.decided:
            if _from_decided(case, Rule.NOT_SAME_ITEM, decided, used):
                for item in sorted(used.touched() & decided_items(case, decided)):
                    pair = f"{used.label} und das bewilligte {decided.programme}"
                    text = f"{item}: {pair} schließen sich bei einem Posten aus."
                    yield Violation("C9", text, used.position, item)


def decided_items(case: Case, decided: Decided) -> set[str]:
    """The items granted money names or pays."""
    paid = {item for (item, _), cell in case.cells.items() if cell.granted.get(decided.programme)}
    return paid | set(decided.granted.items)


def same_project(case: Case) -> Iterator[Violation]:
    """C10: programmes that exclude each other in one project do not meet, whoever applies."""
    for first, second in case.pairs():
        if _either(case, Rule.NOT_SAME_PROJECT, first, second):
            text = f"{first.label} und {second.label} schließen sich in einem Vorhaben aus."
            yield Violation("C10", text, second.position)
    for used in case.used:
        for decided in case.decided:
            if _from_decided(case, Rule.NOT_SAME_PROJECT, decided, used):
                text = f"{used.label} und das bewilligte {decided.programme} schließen sich in einem Vorhaben aus."
                yield Violation("C10", text, used.position)
    yield from _one_block(case)


def _one_block(case: Case) -> Iterator[Violation]:
    """At most one block of a programme per party and project unless it repeats; nothing granted again."""
    for used in case.used:
        for before in case.used[: used.position]:
            if (before.edition.programme, before.grant.party) != (used.edition.programme, used.grant.party):
                continue
            if not (before.block.repeat or used.block.repeat):
                yield Violation("C10", f"{used.label}: {before.block.name} ist schon beantragt.", used.position)
        for decided in case.decided:
            block = decided.granted.block
            if (decided.programme, decided.party) != (used.edition.programme, used.grant.party):
                continue
            if block in (None, used.block.id) or not used.block.repeat:
                yield Violation("C10", f"{used.label}: ist schon bewilligt.", used.position)


def total_share(case: Case) -> Iterator[Violation]:
    """C11: on costs another programme also claims, public money stays within the highest share of its costs."""
    for used in case.used:
        for rule in case.rules(used, Rule.TOTAL_SHARE):
            if rule.max is not None:
                yield from _share(case, used, rule, rule.max)


def _share(case: Case, used: Used, rule: Combining, share: Fraction) -> Iterator[Violation]:
    others = [other for other in case.others(used) if covers(rule, other.edition.programme, other.edition.level)]
    granted = [entry for entry in case.decided if covers(rule, entry.programme, entry.level)]
    overlapping = _overlapping(case, used, others, granted)
    costs = sum(used.counted.cells[key] for key in overlapping)
    public = case.public_money(overlapping, also=[used.position, *(other.position for other in others)])
    most = floor(share * costs)
    if public > most:
        text = (
            f"{used.label}: öffentliche Mittel {german_euros(public)} auf {german_euros(costs)} gemeinsame Kosten, "
            f"höchstens {german_percent(share)} = {german_euros(most)}."
        )
        yield Violation("C11", text, used.position)


def _overlapping(case: Case, used: Used, others: list[Used], granted: list[Decided]) -> list[Key]:
    """The counted costs whose item another programme of the rule claims, or already pays."""
    items = {item for other in others for item in other.grant.claims}
    items |= {item for entry in granted for item in decided_items(case, entry)}
    return [key for key in used.counted.cells if key[0] in items]
