"""Which fact decides how many blocks: the shared questions that make one answer count for many programmes."""

from __future__ import annotations

from dataclasses import dataclass

from quartier.catalogue.joint_rules import used_facts
from quartier.catalogue.store import Catalogue
from quartier.model.vocabulary import Fact, Origin

ORIGINS = {Origin.GIVEN: "Projektdatei", Origin.DERIVED: "berechnet", Origin.ASKED: "erfragt"}


@dataclass(frozen=True, slots=True)
class FactUse:
    """A fact with the number of blocks and programmes it decides on, over all editions."""

    name: str
    fact: Fact
    blocks: int
    programmes: int


def fact_use(catalogue: Catalogue) -> tuple[FactUse, ...]:
    """All facts of the vocabulary, those that decide most first."""
    used = used_facts(catalogue.editions)
    uses = [
        FactUse(name, fact, len(used.get(name, ())), len({edition.programme for edition, _ in used.get(name, ())}))
        for name, fact in catalogue.vocabulary.facts.items()
    ]
    return tuple(sorted(uses, key=lambda use: (-use.blocks, use.name)))


def asked(uses: tuple[FactUse, ...]) -> int:
    """How many facts the user is asked for."""
    return sum(use.fact.origin is Origin.ASKED for use in uses)
