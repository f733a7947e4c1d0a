"""Every plan of a tiny task on its grid, by plain enumeration, and the best legal one.

What makes a plan legal is said here once more, in the plainest arithmetic, so that it is fast; `written` hands it to
the checker, which must agree.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations, product

from tests.planning.checking.conftest import Ask, Key, Money, plan
from tests.planning.tiny import CENTS, KINDS, UNIT, Task, meets

from quartier.model.answers import Plan
from quartier.model.combining import Rule
from quartier.model.pays import PUBLIC_LEVELS, Financing, Level


@dataclass(frozen=True)
class Split:
    """Who pays one cell, in units: every block, donations, own money; the rest is the open gap."""

    grants: tuple[int, ...]
    donations: int
    own: int
    gap: int


@dataclass(frozen=True)
class Found:
    """A legal plan on the grid: the split of every cell and what each used block claims."""

    splits: tuple[Split, ...]
    claims: Mapping[int, frozenset[str]]
    value: tuple[int, ...] = field(default=())


def plans(task: Task, objective: str, bound: tuple[float, ...]) -> Iterator[tuple[Split, ...]]:
    """Every way to cover every cell in steps of the grid that may be as good as `bound`; most rules are not yet asked.

    No figure of an objective and no total falls when another cell is covered, so what is too bad in part need not be
    completed.
    """
    options = [sorted(splits_of(task, cell), key=lambda split: (split.gap, split.own)) for cell in task.cells]

    def covered(begun: tuple[Split, ...]) -> Iterator[tuple[Split, ...]]:
        if len(begun) == len(options):
            yield begun
            return
        for split in options[len(begun)]:
            more = (*begun, split)
            if _may_be_best(task, more, objective, bound):
                yield from covered(more)

    return covered(())


def _may_be_best(task: Task, splits: tuple[Split, ...], objective: str, bound: tuple[float, ...]) -> bool:
    totals = [sum(column) for column in zip(*(split.grants for split in splits), strict=True)]
    if any(total > most for total, most in zip(totals, task.most, strict=True)):
        return False
    if any(totals[one] and totals[other] for one, other in task.apart[Rule.NOT_SAME_PROJECT]):
        return False
    return value(task, splits, objective) <= bound and _money_exists(task, splits)


def splits_of(task: Task, cell: Key) -> Iterator[Split]:
    cost = task.cost[cell]
    donations = min(cost, task.donations.get(cell[1], 0))
    for grants in product(*(range(_top(task, number, cell) + 1) for number in range(len(task.blocks)))):
        if any(grants[one] and grants[other] for one, other in task.apart[Rule.NOT_SAME_ITEM]):
            continue
        for given in range(donations + 1):
            rest = cost - sum(grants) - given
            gaps = range(max(0, rest + 1)) if task.own_funds is not None else range(1)
            yield from (Split(grants, given, rest - gap, gap) for gap in gaps if rest >= 0)


def _top(task: Task, number: int, cell: Key) -> int:
    """C2: the rate of the cost; the rates of a task divide its costs."""
    rate = task.blocks[number][1].pays.rate
    if not task.counts(number, cell[0]):
        return 0
    return task.cost[cell] if rate is None else int(task.cost[cell] * rate)


def _money_exists(task: Task, splits: tuple[Split, ...]) -> bool:
    for year in {year for _, year in task.cells}:
        of_year = [split for split, cell in zip(splits, task.cells, strict=False) if cell[1] == year]
        if sum(split.donations for split in of_year) > task.donations.get(year, 0):
            return False
        if task.own_funds is not None and sum(split.own for split in of_year) > task.own_funds.get(year, 0):
            return False
    return True


def value(task: Task, splits: tuple[Split, ...], objective: str) -> tuple[int, ...]:
    """What the objective makes small, most important first (planning rules, section 1); at least that for a part."""
    gap, own = sum(split.gap for split in splits), sum(split.own for split in splits)
    totals = [sum(column) for column in zip(*(split.grants for split in splits), strict=True)]
    used = sum(total > 0 for total in totals)
    last, reduced = (sum(totals[number] for number in numbers) for numbers in task.giving_way)
    whole = len(splits) == len(task.cells)
    spare = sum(task.donations.values()) - sum(split.donations for split in splits) if whole else 0
    money = (own, spare, last, reduced)
    return (gap, used, *money) if objective == "fewest_applications" else (gap, *money, used)


def best(task: Task, objective: str, bound: tuple[float, ...]) -> Found | None:
    """The best legal plan on the grid that is as good as `bound`, the first of them; None where there is none."""
    winner: Found | None = None
    for splits in plans(task, objective, bound):
        if winner is None or value(task, splits, objective) < winner.value:
            claims = _legal_claims(task, splits)
            if claims is not None:
                winner = Found(splits, claims, value(task, splits, objective))
    return winner


def _legal_claims(task: Task, splits: tuple[Split, ...]) -> dict[int, frozenset[str]] | None:
    """Claims with which the plan breaks no rule; None where there are none."""
    paid = [_paid(task, splits, number) for number in range(len(task.blocks))]
    used = [number for number, amounts in enumerate(paid) if amounts]
    if not all(_amounts_fit(task, number, paid[number]) for number in used) or not _prerequisites(task, used):
        return None
    if not _deficit_comes_last(task, splits, paid):
        return None
    choices = [list(_claimable(task, number, paid[number])) for number in used]
    for claimed in product(*choices):
        claims = dict(zip(used, claimed, strict=True))
        if all(_claims_fit(task, splits, claims, number) for number in used):
            return claims
    return None


def _paid(task: Task, splits: tuple[Split, ...], number: int) -> dict[Key, int]:
    return {cell: split.grants[number] for cell, split in zip(task.cells, splits, strict=True) if split.grants[number]}


def _amounts_fit(task: Task, number: int, paid: dict[Key, int]) -> bool:
    """C3, C4, C5: floor, ceiling and step per project and year; a fixed amount has floor and ceiling the same."""
    for amount in task.blocks[number][1].pays.amount:
        if sum(paid.values()) * UNIT % amount.round_to:
            return False
        by_year: dict[int, int] = {}
        for (_, year), units in paid.items():
            by_year[year] = by_year.get(year, 0) + units
        for total in by_year.values() if amount.per == "year" else [sum(paid.values())]:
            if total * CENTS < (amount.min or 0) or (amount.max is not None and total * CENTS > amount.max):
                return False
    return True


def _prerequisites(task: Task, used: list[int]) -> bool:
    """C13."""
    programmes = {task.blocks[number][0].programme for number in used}
    rules = chain.from_iterable(task.blocks[number][0].combining for number in used)
    return all(rule.programme in programmes for rule in rules if rule.rule is Rule.REQUIRES)


def _deficit_comes_last(task: Task, splits: tuple[Split, ...], paid: list[dict[Key, int]]) -> bool:
    """C6: where a deficit is filled, no donation of the year is left over."""
    for (_, part), amounts in zip(task.blocks, paid, strict=True):
        for year in {year for _, year in amounts} if part.pays.financing is Financing.DEFICIT else ():
            spent = sum(split.donations for split, cell in zip(splits, task.cells, strict=True) if cell[1] == year)
            if spent < task.donations.get(year, 0):
                return False
    return True


def _claimable(task: Task, number: int, paid: dict[Key, int]) -> Iterator[frozenset[str]]:
    """Everything paid, and any of the other items that count."""
    needed = frozenset(item for item, _ in paid)
    more = [item for item in task.kind if item not in needed and task.counts(number, item)]
    for extra in chain.from_iterable(combinations(more, size) for size in range(len(more), -1, -1)):
        yield needed | frozenset(extra)


def _claims_fit(task: Task, splits: tuple[Split, ...], claims: dict[int, frozenset[str]], number: int) -> bool:
    """The rules that look at what a block claims: C3, C17, C5, C7, C9, C11, C12."""
    mine = claims[number]
    cells = [place for place, cell in enumerate(task.cells) if cell[0] in mine]
    base = _base_within_caps(task, splits, number, mine)
    if base is None or not _own_share_fits(task, splits, cells, number, base):
        return False
    return (
        _lump_sum_fits(task, splits, cells, number, base)
        and _items_apart(task, claims, number)
        and _total_share_fits(task, splits, claims, number)
        and _match_fits(task, splits, cells, number)
    )


def _base_within_caps(task: Task, splits: tuple[Split, ...], number: int, mine: frozenset[str]) -> int | None:
    """B[p] in cents with capped kinds at their cap; None where more is paid for a kind than the rate of its cap."""
    pays = task.blocks[number][1].pays
    sums = {
        kind: CENTS * sum(task.cost[c] for c in task.cells if c[0] in mine and task.kind[c[0]] == kind)
        for kind in KINDS
    }
    for cap in pays.base.caps:
        limit = cap.max if cap.max is not None else int(sums[str(cap.max_share_of)] * (cap.rate or 0))
        sums[cap.kind] = min(sums[cap.kind], limit)
        paid = sum(
            split.grants[number] for split, c in zip(splits, task.cells, strict=True) if task.kind[c[0]] == cap.kind
        )
        if paid * CENTS > sums[cap.kind] * (pays.rate if pays.rate is not None else 1):
            return None
    return sum(sums.values())


def _own_share_fits(task: Task, splits: tuple[Split, ...], cells: list[int], number: int, base: int) -> bool:
    own = task.blocks[number][1].pays.own
    if own is None or own.min_rate is None:
        return True
    counts = "donations" in own.counts
    brought = sum(
        min(
            splits[place].own + counts * splits[place].donations,
            task.cost[task.cells[place]] - splits[place].grants[number],
        )
        for place in cells
    )
    return brought * CENTS >= own.min_rate * base


def _lump_sum_fits(task: Task, splits: tuple[Split, ...], cells: list[int], number: int, base: int) -> bool:
    if task.blocks[number][1].pays.financing is not Financing.FIXED_AMOUNT:
        return True
    return _public(task, splits, cells, {number}) * CENTS <= base


def _public(task: Task, splits: tuple[Split, ...], cells: list[int], also: set[int]) -> int:
    payers = also | {other for other, (land, _) in enumerate(task.blocks) if land.level in PUBLIC_LEVELS}
    return sum(splits[place].grants[payer] for place in cells for payer in payers)


def _items_apart(task: Task, claims: dict[int, frozenset[str]], number: int) -> bool:
    pairs = task.apart[Rule.NOT_SAME_ITEM]
    return not any(one == number and claims[one] & claims.get(other, frozenset()) for one, other in pairs)


def _total_share_fits(task: Task, splits: tuple[Split, ...], claims: dict[int, frozenset[str]], number: int) -> bool:
    for rule in task.blocks[number][0].combining:
        if rule.rule is Rule.TOTAL_SHARE and rule.max is not None:
            others = {other for other in claims if meets(task, number, rule, other)}
            shared = claims[number] & frozenset(chain.from_iterable(claims[other] for other in others))
            cells = [place for place, cell in enumerate(task.cells) if cell[0] in shared]
            costs = sum(task.cost[task.cells[place]] for place in cells)
            if _public(task, splits, cells, {number, *others}) > rule.max * costs:
                return False
    return True


def _match_fits(task: Task, splits: tuple[Split, ...], cells: list[int], number: int) -> bool:
    match = task.blocks[number][1].pays.match
    if match is None:
        return True
    partners = {n for n, (land, _) in enumerate(task.blocks) if n != number and land.level in match.of}
    given = sum(
        min(
            sum(splits[place].grants[n] for n in partners) + (splits[place].own if Level.MUNICIPAL in match.of else 0),
            task.cost[task.cells[place]] - splits[place].grants[number],
        )
        for place in cells
    )
    return sum(split.grants[number] for split in splits) <= match.ratio * given


def written(task: Task, found: Found) -> Plan:
    """The plan as the toolkit writes it, for the checker."""
    asks = []
    for number in sorted(found.claims):
        land, part = task.blocks[number]
        claims = found.claims[number]
        pays = {cell: units * UNIT for cell, units in _paid(task, found.splits, number).items()}
        base = _base_within_caps(task, found.splits, number, claims)
        asks.append(
            Ask(
                programme=land.programme,
                pays=pays,
                claims=tuple(item for item in task.kind if item in claims),
                base=base,
                financing=part.pays.financing,
            )
        )
    gifts = {
        cell: {"spenden": split.donations * UNIT}
        for cell, split in zip(task.cells, found.splits, strict=True)
        if split.donations
    }
    gaps = {cell: split.gap * UNIT for cell, split in zip(task.cells, found.splits, strict=True) if split.gap}
    return plan(task.project, *asks, money=Money(third_party=gifts, gap=gaps))
