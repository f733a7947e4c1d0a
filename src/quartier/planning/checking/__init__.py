"""The independent check of a financing plan: plain arithmetic with exact numbers, one function per rule C1–C18.

It shares no code with the solver and proves nothing about optimality: it only says which rule a plan breaks, and by
how much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quartier.catalogue.store import Catalogue
from quartier.model.answers import Plan
from quartier.model.conditions import FactValue
from quartier.model.project import Project
from quartier.planning.checking.amounts import caps, floors, lump_sums, whole_steps
from quartier.planning.checking.balance import balance, grant_sums
from quartier.planning.checking.case import Case, build
from quartier.planning.checking.certainty import certainty
from quartier.planning.checking.combining import same_item, same_project, total_share
from quartier.planning.checking.eligible import eligible_costs, public_money_on_items
from quartier.planning.checking.matched_money import matching
from quartier.planning.checking.names import unknown_names
from quartier.planning.checking.own_share import own_share, residual
from quartier.planning.checking.prefinance import prefinance
from quartier.planning.checking.prerequisites import prerequisites
from quartier.planning.checking.rates import in_kind, rate
from quartier.planning.checking.state_aid import de_minimis, intensity
from quartier.planning.checking.timing import timing
from quartier.planning.checking.violation import Violation

__all__ = ["Violation", "check_plan"]

RULES: tuple[Callable[[Case], Iterator[Violation]], ...] = (
    grant_sums,
    whole_steps,
    prefinance,
    certainty,
    balance,  # C1
    rate,  # C2
    caps,  # C3
    floors,  # C4
    lump_sums,  # C5
    residual,  # C6
    own_share,  # C7
    in_kind,  # C8
    same_item,  # C9
    same_project,  # C10
    total_share,  # C11
    matching,  # C12
    prerequisites,  # C13; C14 is a preference and cannot be broken
    de_minimis,  # C15
    intensity,  # C16
    eligible_costs,  # C17
    public_money_on_items,  # C17
    timing,  # C18
)


def check_plan(project: Project, plan: Plan, catalogue: Catalogue, place: Mapping[str, FactValue]) -> list[Violation]:
    """Every rule the plan breaks, in the order of the rules; empty for a correct plan.

    `place`: the facts of the register for the project's place. Names that do not exist end the check at once.
    """
    unknown = list(unknown_names(project, plan, catalogue))
    if unknown:
        return unknown
    case = build(project, plan, catalogue, place)
    return [violation for rule in RULES for violation in rule(case)]
