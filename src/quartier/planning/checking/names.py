"""Whether a plan names only what exists and can be computed with; what is wrong here leaves nothing to compute.

Loans and prizes are shown, never planned as grants (planning rules, conventions).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from quartier.catalogue.store import Catalogue
from quartier.model.answers import Grant, Plan
from quartier.model.edition import Block
from quartier.model.pays import Financing
from quartier.model.project import Project
from quartier.planning.checking.violation import FORM, Violation

NEVER_PLANNED = frozenset({Financing.LOAN, Financing.PRIZE})


def unknown_names(project: Project, plan: Plan, catalogue: Catalogue) -> Iterator[Violation]:
    """Editions, blocks, parties, items, years and positions that do not exist, and funding periods without months."""
    for position, grant in enumerate(plan.grants):
        yield from _grant(project, catalogue, position, grant)
    yield from _cells(project, plan)


def _grant(project: Project, catalogue: Catalogue, position: int, grant: Grant) -> Iterator[Violation]:
    block = _block(catalogue, grant)
    if block is None:
        text = f"{grant.programme}, Ausgabe {grant.edition}, Baustein {grant.block}: nicht im Katalog."
        yield Violation(FORM, text, position)
    elif block.pays.financing in NEVER_PLANNED:
        yield Violation(
            FORM, f"{grant.programme}: Darlehen und Preise sind keine Zuschüsse und nicht planbar.", position
        )
    elif block.pays.financing != grant.financing:
        text = f"{grant.programme}: als {grant.financing} geplant, der Baustein ist {block.pays.financing}."
        yield Violation(FORM, text, position)
    if grant.party not in {party.id for party in project.parties}:
        yield Violation(FORM, f"{grant.programme}: Antragsteller {grant.party} ist im Vorhaben unbekannt.", position)
    if grant.start is None or grant.end is None or grant.start > grant.end:
        yield Violation(FORM, f"{grant.programme}: kein Förderzeitraum ({grant.start} bis {grant.end}).", position)
    known = {item.id for item in project.costs}
    for item in sorted({*grant.claims, *(row.item for row in grant.items)} - known):
        yield Violation(FORM, f"{grant.programme}: den Posten {item} gibt es nicht.", position, item)


def _block(catalogue: Catalogue, grant: Grant) -> Block | None:
    for edition in catalogue.editions:
        if edition.key == (grant.programme, grant.edition):
            return next((block for block in edition.blocks if block.id == grant.block), None)
    return None


def _cells(project: Project, plan: Plan) -> Iterator[Violation]:
    items = {item.id: item for item in project.costs}
    for (item, year), times in Counter((cell.item, cell.year) for cell in plan.cells).items():
        if times > 1:
            yield Violation(FORM, f"{item} {year} kommt {times}-mal vor.", item=item, year=year)
        if item not in items:
            yield Violation(FORM, f"Den Posten {item} gibt es nicht.", item=item, year=year)
    for cell in plan.cells:
        for part in cell.grants:
            if not 0 <= part.grant < len(plan.grants):
                text = f"{cell.item} {cell.year}: einen Zuschuss Nr. {part.grant} gibt es im Plan nicht."
                yield Violation(FORM, text, item=cell.item, year=cell.year)
