"""What keeps real figures from being settled against a plan: unknown names, other years, another project.

Paths in findings lead into the file of the real figures (or into the plan, where its own sums are wrong).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from quartier.catalogue.messages import suggestion
from quartier.catalogue.store import Catalogue
from quartier.model.actuals import Actuals, GrantActuals
from quartier.model.answers import Cell, Plan
from quartier.model.base import Finding, Path
from quartier.model.edition import Block
from quartier.model.money import german_euros
from quartier.model.pays import Financing


def plan_findings(plan: Plan) -> Iterator[Finding]:
    """Where a plan contradicts itself: it was changed by hand or is incomplete."""
    if not plan.cells:
        yield Finding(("cells",), "fehlt: ohne die Posten je Jahr lässt sich nichts abrechnen")
    seen: set[tuple[str, int]] = set()
    for number, cell in enumerate(plan.cells):
        if (cell.item, cell.year) in seen:
            yield Finding(("cells", number, "item"), f"„{cell.item}“ steht für {cell.year} zweimal im Plan")
        seen.add((cell.item, cell.year))
        yield from _cell(plan, number, cell)
    for number, grant in enumerate(plan.grants):
        paid = sum(part.amount for part in grant.items)
        if min([grant.amount, grant.base, grant.in_kind, *(part.amount for part in grant.items)]) < 0:
            yield Finding(("grants", number, "amount"), "ein Betrag darf nicht negativ sein")
        elif paid != grant.amount:
            message = f"{german_euros(grant.amount)}, die Posten ergeben aber {german_euros(paid)}"
            yield Finding(("grants", number, "amount"), message)
        if 0 < grant.base < grant.amount:
            yield Finding(("grants", number, "base"), "weniger zuwendungsfähige Kosten als Zuschuss")
        if unknown := {part.item for part in grant.items} - {cell.item for cell in plan.cells}:
            yield Finding(("grants", number, "items"), f"nicht unter `cells`: {', '.join(sorted(unknown))}")


def _cell(plan: Plan, number: int, cell: Cell) -> Iterator[Finding]:
    if any(not 0 <= part.grant < len(plan.grants) for part in cell.grants):
        yield Finding(("cells", number, "grants"), "nennt einen Zuschuss, den der Plan nicht hat")
    parts = [*(part.amount for part in cell.grants), *cell.granted.values(), *cell.third_party.values()]
    parts += [cell.own, cell.open_gap]
    if min(parts) < 0 or cell.cost < 0:
        yield Finding(("cells", number), "ein Betrag darf nicht negativ sein")
    elif sum(parts) != cell.cost:
        message = f"{german_euros(cell.cost)}, wer zahlt, ergibt aber zusammen {german_euros(sum(parts))}"
        yield Finding(("cells", number, "cost"), message)


def edition_findings(plan: Plan, catalogue: Catalogue) -> Iterator[Finding]:
    """Grants of the plan whose edition or block the catalogue does not have."""
    for number, grant in enumerate(plan.grants):
        if block_of(catalogue, grant.programme, grant.edition, grant.block) is None:
            name = f"{grant.programme}, Ausgabe {grant.edition}, Baustein {grant.block}"
            message = f"{name}: nicht im Katalog; bitte mit `--catalogue` den Ordner nennen, mit dem geplant wurde"
            yield Finding(("grants", number, "programme"), message)


def block_of(catalogue: Catalogue, programme: str, edition: str, block: str) -> Block | None:
    """The block of an edition, None where the catalogue does not have it."""
    editions = catalogue.by_programme.get(programme, ())
    blocks = chain.from_iterable(entry.blocks for entry in editions if entry.edition == edition)
    return next((entry for entry in blocks if entry.id == block), None)


def actuals_findings(actuals: Actuals, plan: Plan, project: str | None, catalogue: Catalogue) -> Iterator[Finding]:
    """Where the real figures do not fit the plan. `project`: the plan's title, None where it is not known."""
    if project is not None and actuals.project != project:
        yield Finding(("project",), f"die Zahlen gehören zu „{actuals.project}“, der Plan zu „{project}“")
    yield from _names(actuals, plan)
    yield from _years(actuals, plan)
    taken: dict[int, int] = {}
    for number, told in enumerate(actuals.grants):
        positions = positions_of(plan, told)
        if len(positions) != 1:
            yield _not_one(plan, number, told, len(positions))
            continue
        if positions[0] in taken:
            yield Finding(("grants", number), f"derselbe Zuschuss wie Eintrag {taken[positions[0]] + 1}")
        taken.setdefault(positions[0], number)
        yield from _told(plan, number, told, positions[0], catalogue)


def positions_of(plan: Plan, told: GrantActuals) -> list[int]:
    """Positions in the plan of the grants that an entry may mean."""
    return [
        number
        for number, grant in enumerate(plan.grants)
        if told.programme == grant.programme and told.block in {None, grant.block} and told.party in {None, grant.party}
    ]


def _names(actuals: Actuals, plan: Plan) -> Iterator[Finding]:
    items = list(dict.fromkeys(cell.item for cell in plan.cells))
    used: list[tuple[Path, str]] = [(("costs", item), item) for item in actuals.costs]
    used += [(("payments", number, "item"), payment.item) for number, payment in enumerate(actuals.payments)]
    for number, money in enumerate(actuals.new_money):
        used += [(("new_money", number, "items", place), item) for place, item in enumerate(money.items)]
    yield from _unknown(used, items, "den Posten")
    parties = list(dict.fromkeys(cell.party for cell in plan.cells))
    given = [(("new_money", at, "party"), money.party) for at, money in enumerate(actuals.new_money) if money.party]
    yield from _unknown(given, parties, "die beteiligte Stelle")
    known = other_money(plan)
    third: list[tuple[Path, str]] = [(("third_party", name), name) for name in actuals.third_party]
    third += [(("public_money", number), name) for number, name in enumerate(actuals.public_money)]
    yield from _unknown(third, known, "das Geld Dritter")
    for number, money in enumerate(actuals.new_money):
        if money.id in known:
            yield Finding(("new_money", number, "id"), f"„{money.id}“ steht schon im Plan: bitte unter `third_party`")


def other_money(plan: Plan) -> list[str]:
    """Names of the third parties and decided grants in a plan."""
    return list(dict.fromkeys(name for cell in plan.cells for name in (*cell.third_party, *cell.granted)))


def _unknown(used: Iterable[tuple[Path, str]], known: list[str], what: str) -> Iterator[Finding]:
    for path, name in used:
        if name not in known:
            there = f"; dort: {', '.join(known)}" if known else "; dort gibt es keines"
            yield Finding(path, f"{what} „{name}“ gibt es im Plan nicht{suggestion(name, known) or there}")


def _years(actuals: Actuals, plan: Plan) -> Iterator[Finding]:
    years = {cell.year for cell in plan.cells}
    for name in ("costs", "third_party"):
        for entry, amounts in getattr(actuals, name).items():
            for year in amounts:
                if years and not min(years) <= year <= max(years):
                    message = f"{year} liegt außerhalb des Plans ({min(years)} bis {max(years)})"
                    yield Finding((name, entry, year), message)


def _not_one(plan: Plan, number: int, told: GrantActuals, found: int) -> Finding:
    if found:
        message = "im Plan steht das mehrfach; bitte auch `block` und `party` angeben"
        return Finding(("grants", number, "programme"), message)
    known = [grant.programme for grant in plan.grants]
    near = suggestion(told.programme, known) if told.programme not in known else "; `block` oder `party` passt nicht"
    near = near or f"; dort: {', '.join(known) or 'keine'}"
    message = f"einen solchen Zuschuss von „{told.programme}“ enthält der Plan nicht{near}"
    return Finding(("grants", number, "programme"), message)


def _told(plan: Plan, number: int, told: GrantActuals, position: int, catalogue: Catalogue) -> Iterator[Finding]:
    grant = plan.grants[position]
    block = block_of(catalogue, grant.programme, grant.edition, grant.block)
    if block is None:
        return
    if told.partner_paid is not None and block.pays.financing is not Financing.MATCHING:
        yield Finding(("grants", number, "partner_paid"), "nur bei einem Zuschuss, der anderes Geld ergänzt")
    if told.units is None:
        return
    if block.pays.financing is not Financing.UNIT_AMOUNT:
        yield Finding(("grants", number, "units"), "nur bei einem Zuschuss je Einheit")
    elif told.units.planned is None and units_planned(block, grant.amount) is None:
        yield Finding(("grants", number, "units", "planned"), "fehlt: aus dem Programm ergibt sich die Zahl nicht")


def units_planned(block: Block, amount: int) -> int | None:
    """How many whole units a grant was reckoned with, where its amount says so."""
    each = block.pays.unit.amount if block.pays.unit else 0
    return amount // each if each and amount % each == 0 and amount else None
