"""Rules between grants: once per party, exclusions, total share, matching, order in time, aid (C9–C15, C18)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model  # noqa: TID253 - this package is imported only to solve, see its docstring

from quartier.model.combining import CHAIN_RULES, Combining, Rule
from quartier.model.pays import Level
from quartier.planning.funds import three_years_before
from quartier.planning.instance import AID_CEILINGS, Candidate, CostCell, GrantedConflict, Money, Pair, Variant
from quartier.planning.solver.program import Linear, Program, RuleKey, total


def add_relations(program: Program) -> None:
    """All rules that look at more than one grant."""
    _once_per_party(program)
    _exclusions(program)
    for candidate in program.instance.candidates:
        for rule in candidate.rules:
            if rule.rule is Rule.TOTAL_SHARE:
                _total_share(program, candidate, rule)
            elif rule.rule in CHAIN_RULES:
                _chain(program, candidate, rule)
        _matching(program, candidate)
        _needed_match(program, candidate)
    _aid(program)
    _chosen(program)


def _once_per_party(program: Program) -> None:
    """At most one block of a programme per party and project, but for blocks that may be used beside others."""
    groups: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    for candidate in program.instance.candidates:
        if not candidate.block.repeat:
            groups[candidate.edition.programme, candidate.party].append(program.used[candidate.index])
    for literals in groups.values():
        if len(literals) > 1:
            program.model.add_at_most_one(literals)


def _exclusions(program: Program) -> None:
    """C9 and C10; in the safest plan unknown rules exclude as well."""
    project_pairs: list[tuple[int, int]] = []
    item_pairs: list[tuple[int, int]] = []
    for pair in program.instance.pairs:
        edge = (pair.first, pair.second)
        if pair.rule == Rule.UNKNOWN:
            project_pairs += [edge] if program.safest else []
        elif pair.rule == Rule.NOT_SAME_PROJECT:
            project_pairs += [edge] if program.wants(_pair_key("C10", pair)) else []
        elif program.wants(_pair_key("C9", pair)):
            item_pairs.append(edge)
    for clique in cliques_of(project_pairs):
        program.model.add_at_most_one(program.used[number] for number in clique)
    _exclusive_items(program, item_pairs)
    for conflict in program.instance.granted_conflicts:
        _against_granted(program, conflict)


def _against_granted(program: Program, conflict: GrantedConflict) -> None:
    """C9 with a decided grant: an item it names or pays is not claimed by a programme that excludes it."""
    candidate, parts = program.instance.candidates[conflict.candidate], program.money[conflict.money]
    detail = f"granted {conflict.money}"
    key = RuleKey("C9", (candidate.index,), detail, conflict.text, conflict.source, candidate.index)
    if not program.wants(key):
        return
    granted = program.instance.money[conflict.money].granted
    for item in sorted({program.instance.cells[cell].item for cell in parts}):
        paid = [part for cell, part in parts.items() if program.instance.cells[cell].item == item]
        for literal in program.claims_item(candidate, item):
            if granted is not None and item in granted.items:
                program.model.add(literal == 0)
            else:
                program.model.add(total(paid) == 0).only_enforce_if(literal)


def _pair_key(rule: str, pair: Pair) -> RuleKey:
    return RuleKey(rule, (pair.first, pair.second), "", pair.text, pair.source, pair.edition)


def _exclusive_items(program: Program, pairs: list[tuple[int, int]]) -> None:
    """C9: of programmes that exclude each other at most one claims an item; stated for whole groups at once."""
    candidates, cells = program.instance.candidates, program.instance.cells
    items = {candidate.index: {cells[cell].item for cell in candidate.cells} for candidate in candidates}
    for item in sorted({item for names in items.values() for item in names}):
        meeting = [(one, other) for one, other in pairs if item in items[one] and item in items[other]]
        for clique in cliques_of(meeting):
            literals = [literal for number in clique for literal in program.claims_item(candidates[number], item)]
            program.model.add_at_most_one(literals)


def cliques_of(edges: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
    """Groups of mutually excluding candidates that together contain every pair.

    Few and large ones: the solver reasons far better about one group than about its pairs.
    """
    neighbours: dict[int, set[int]] = defaultdict(set)
    for one, other in edges:
        neighbours[one].add(other)
        neighbours[other].add(one)
    open_edges = {(one, other) for one in neighbours for other in neighbours[one] if one < other}
    cliques: list[tuple[int, ...]] = []
    for edge in sorted(open_edges, key=lambda e: (-len(neighbours[e[0]] & neighbours[e[1]]), e)):
        if edge in open_edges:
            clique = list(edge)
            common = neighbours[edge[0]] & neighbours[edge[1]]
            while common:
                best = min(common, key=lambda number: (-len(neighbours[number] & common), number))
                clique.append(best)
                common &= neighbours[best]
            cliques.append(tuple(sorted(clique)))
            open_edges -= {(one, other) for one in clique for other in clique}
    return cliques


def _total_share(program: Program, candidate: Candidate, rule: Combining) -> None:
    """C11: on items claimed by this grant and another, public money stays within the share of this grant's costs."""
    if rule.with_ is None or rule.max is None:
        return
    key = RuleKey("C11", (candidate.index,), "", str(rule.text or ""), rule.source, candidate.index)
    if not program.wants(key):
        return
    others = [
        other
        for other in program.instance.candidates
        if other.edition.programme != candidate.edition.programme
        and rule.with_.covers(other.edition.programme, other.edition.level)
    ]
    payers = [c for c in program.instance.candidates if c.public or c.index == candidate.index or c in others]
    paid: list[Linear] = []
    room: list[Linear] = []
    for item in sorted({program.instance.cells[cell].item for cell in candidate.cells}):
        overlap = _overlap(program, candidate, item, others, rule)
        if overlap is not None:
            money, costs = _on_overlap(program, candidate, item, payers, overlap)
            paid.append(money)
            room.append(costs)
    program.model.add(total(paid) <= program.at_most(rule.max, total(room)))


def _overlap(
    program: Program, candidate: Candidate, item: str, others: list[Candidate], rule: Combining
) -> cp_model.IntVar | None:
    """Whether this grant and another one claim the item, or a decided grant pays it; None where that cannot be."""
    mine = program.claims_item(candidate, item)
    theirs = [literal for other in others for literal in program.claims_item(other, item)]
    theirs += _paid_by_granted(program, item, rule)
    if not theirs:
        return None
    overlap = program.model.new_bool_var("")
    for literal in mine:
        for other in theirs:
            program.model.add_bool_or([literal.negated(), other.negated(), overlap])
    program.model.add(total(mine) >= overlap)
    program.model.add(total(theirs) >= overlap)
    return overlap


def _paid_by_granted(program: Program, item: str, rule: Combining) -> Iterator[cp_model.IntVar]:
    """Literals that are true when a decided grant the rule speaks of names the item or pays it."""
    for money, parts in _with_parts(program):
        cells = [cell for cell in parts if program.instance.cells[cell].item == item]
        if money.granted is None or not cells or not _speaks_of(rule, money):
            continue
        paying = program.model.new_bool_var("")
        if item in money.granted.items:
            program.model.add(paying == 1)
        else:
            top = sum(program.instance.cells[cell].cost for cell in cells)
            program.model.add(total([parts[cell] for cell in cells]) <= top * paying)
            program.model.add(total([parts[cell] for cell in cells]) >= paying)
        yield paying


def _speaks_of(rule: Combining, money: Money) -> bool:
    return rule.with_ is not None and money.level is not None and rule.with_.covers(money.id, money.level)


def _on_overlap(
    program: Program, candidate: Candidate, item: str, payers: list[Candidate], overlap: cp_model.IntVar
) -> tuple[Linear, Linear]:
    """All public money on the item and the costs this grant counts of it; both nothing without an overlap."""
    cells = [program.instance.cells[c] for c in candidate.cells if program.instance.cells[c].item == item]
    top = sum(cell.cost for cell in cells)
    given: list[Linear] = [grant for cell in cells for grant in program.paid_to(cell, payers)]
    given += [
        parts[cell.index]
        for money, parts in _with_parts(program)
        if money.public
        for cell in cells
        if cell.index in parts
    ]
    money = program.model.new_int_var(0, top, "")
    program.model.add(money >= total(given) - top * (1 - overlap))
    costs = program.model.new_int_var(0, top, "")
    program.model.add(costs <= total([program.claimed_cost(candidate, cell) for cell in cells]))
    program.model.add(costs <= top * overlap)
    return money, costs


def _chain(program: Program, candidate: Candidate, rule: Combining) -> None:
    """C13 and C18: the programme needed stands in the plan or is granted; what follows starts when it has ended."""
    key = RuleKey("C13", (candidate.index,), str(rule.programme), str(rule.text or ""), rule.source, candidate.index)
    if not program.wants(key):
        return
    earlier = [c for c in program.instance.candidates if c.edition.programme == rule.programme]
    granted = rule.programme in program.instance.granted_ends
    for number, variant in enumerate(candidate.variants):
        literal = program.variants[candidate.index][number]
        if granted and _after_granted(program, rule, variant):
            continue
        possible = [
            program.variants[other.index][k]
            for other in earlier
            for k, before in enumerate(other.variants)
            if rule.rule is Rule.REQUIRES or _follows(before, variant, rule.gap_months)
        ]
        program.model.add_bool_or([literal.negated(), *possible])


def _after_granted(program: Program, rule: Combining, variant: Variant) -> bool:
    end = program.instance.granted_ends.get(str(rule.programme))
    if rule.rule is Rule.REQUIRES or end is None:
        return True
    return end < variant.start and (rule.gap_months is None or variant.start.index - end.index - 1 <= rule.gap_months)


def _follows(before: Variant, after: Variant, gap_months: int | None) -> bool:
    gap = after.start.index - before.end.index - 1
    return gap >= 0 and (gap_months is None or gap <= gap_months)


def _match_key(candidate: Candidate, detail: str) -> RuleKey:
    return RuleKey("C12", (candidate.index,), detail, "", candidate.block.source, candidate.index)


def _matching(program: Program, candidate: Candidate) -> None:
    """C12: the grant is at most the ratio times what the named levels pay for the same measure."""
    match = candidate.block.pays.match
    if match is None or not program.wants(_match_key(candidate, "match")):
        return
    partner = sum(_partner_part(program, candidate, cell, match.of) for cell in _cells(program, candidate))
    program.model.add(match.ratio.denominator * program.total(candidate) <= match.ratio.numerator * partner)


def _needed_match(program: Program, candidate: Candidate) -> None:
    """C12: money that must come from the named levels, per project, per year paid or as a share of the grant."""
    need = candidate.block.pays.needs_match
    if need is None or not program.wants(_match_key(candidate, "needs")):
        return
    cells = _cells(program, candidate)
    parts = {cell.index: _partner_part(program, candidate, cell, need.from_) for cell in cells}
    if need.rate_of_grant is not None:
        rate = need.rate_of_grant
        program.model.add(rate.denominator * sum(parts.values()) >= rate.numerator * program.total(candidate))
    elif need.amount is not None and need.per == "project":
        program.model.add(sum(parts.values()) >= need.amount * program.used[candidate.index])
    elif need.amount is not None:
        for year in sorted({cell.year for cell in cells}):
            _needed_in_year(program, candidate, [cell for cell in cells if cell.year == year], parts, need.amount)


def _needed_in_year(
    program: Program, candidate: Candidate, cells: list[CostCell], parts: dict[int, Linear], amount: int
) -> None:
    paying = program.model.new_bool_var(f"pays{candidate.index}_{cells[0].year}")
    top = sum(cell.cost for cell in cells)
    program.model.add(sum(program.paid_to(cell, [candidate])[0] for cell in cells) <= top * paying)
    program.model.add(sum(parts[cell.index] for cell in cells) >= amount * paying)


def _cells(program: Program, candidate: Candidate) -> list[CostCell]:
    return [program.instance.cells[index] for index in candidate.cells]


def _partner_part(program: Program, candidate: Candidate, cell: CostCell, levels: tuple[Level, ...]) -> Linear:
    """What the named levels pay for a claimed cell: grants, other money, own cash of municipalities and counties."""
    others = [c for c in program.instance.candidates if c.index != candidate.index and c.edition.level in levels]
    sources: list[Linear] = list(program.paid_to(cell, others))
    sources += [
        parts[cell.index] for money, parts in _with_parts(program) if cell.index in parts and money.level in levels
    ]
    if program.instance.party_levels.get(cell.party) in levels:
        sources.append(program.own[cell.index])
    part = program.model.new_int_var(0, cell.cost, f"m{candidate.index}_{cell.index}")
    program.model.add(part <= sum(sources))
    program.model.add(part + program.grants[candidate.index][cell.index] <= program.claimed_cost(candidate, cell))
    return part


def _with_parts(program: Program) -> Iterable[tuple[Money, dict[int, cp_model.IntVar]]]:
    return zip(program.instance.money, program.money, strict=True)


def _aid(program: Program) -> None:
    """C15: aid of one kind per undertaking in any three years to the day, both ends of the window included."""
    for kind, ceiling in AID_CEILINGS.items():
        for party in sorted({candidate.party for candidate in program.instance.candidates}):
            aid = [c for c in program.instance.candidates if c.party == party and c.block.pays.state_aid == kind]
            if aid:
                _aid_windows(program, aid, party, kind, ceiling)


def _aid_windows(program: Program, aid: list[Candidate], party: str, kind: str, ceiling: int) -> None:
    history = [
        (amount, day)
        for owner, of_kind, amount, day in program.instance.aid_history
        if (owner, of_kind) == (party, kind)
    ]
    parts = [
        (variant.decision, part) for c in aid for variant, part in zip(c.variants, _by_variant(program, c), strict=True)
    ]
    for end in sorted({day for day, _ in parts}):
        begin = three_years_before(end)
        before = sum(amount for amount, day in history if begin <= day <= end)
        inside = [part for day, part in parts if begin <= day <= end]
        key = RuleKey("C15", tuple(c.index for c in aid), f"{kind} {party} {end}")
        if program.wants(key):
            program.model.add(sum(inside) <= max(0, ceiling - before))


def _by_variant(program: Program, candidate: Candidate) -> list[Linear]:
    literals = program.variants[candidate.index]
    if len(literals) == 1:
        return [program.total(candidate)]
    top = sum(cell.cost for cell in _cells(program, candidate))
    parts = [program.model.new_int_var(0, top, f"a{candidate.index}_{k}") for k in range(len(literals))]
    for part, literal in zip(parts, literals, strict=True):
        program.model.add(part <= top * literal)
    program.model.add(sum(parts) == program.total(candidate))
    return list(parts)


def _chosen(program: Program) -> None:
    """Programmes the user wants must be used."""
    for programme in program.instance.project.choose.only:
        literals = [program.used[c.index] for c in program.instance.candidates if c.edition.programme == programme]
        if programme not in program.instance.granted_ends and program.wants(RuleKey("choice", (), programme)):
            program.model.add_bool_or(literals)
