"""What already granted programmes keep out: whole candidates (C10) or single items (C9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quartier.model.combining import Rule
from quartier.planning.candidates import Obstacle
from quartier.planning.combine import against_granted
from quartier.planning.instance import Candidate, GrantedConflict, Money


def excluded_by_granted(candidate: Candidate, money: Sequence[Money]) -> Obstacle | None:
    """Which decided grant keeps the candidate out of the project (C10), if any."""
    for entry in money:
        if entry.edition is not None and entry.id != candidate.edition.programme:
            for rule, _, _ in against_granted(candidate, entry.edition):
                if rule == Rule.NOT_SAME_PROJECT:
                    reason = f"schließt sich im selben Vorhaben mit {entry.edition.name} aus, das schon bewilligt ist"
                    return Obstacle("C10", reason)
    return None


def granted_conflicts(candidates: Sequence[Candidate], money: Sequence[Money]) -> Iterator[GrantedConflict]:
    """The decided grants whose items a candidate may not pay as well (C9)."""
    for position, entry in enumerate(money):
        if entry.edition is None:
            continue
        for candidate in candidates:
            if candidate.edition.programme != entry.id:
                rules = [found for found in against_granted(candidate, entry.edition) if found[0] == Rule.NOT_SAME_ITEM]
                for _, text, source in rules[:1]:
                    yield GrantedConflict(candidate.index, position, text, source)
