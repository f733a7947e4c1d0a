"""Over-financing: more cover than costs is cut pro rata, ANBest-K Baden-Württemberg Nr. 2.2 and 2.3.2."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from quartier.planning.settling.rounding import split


def cut_pro_rata(amounts: Sequence[int], excess: int) -> list[int]:
    """What each grant loses of an excess, in proportion to the grants, adding up to the cent (Nr. 2.2).

    An excess above all grants together takes all of them and no more.
    """
    return split(min(max(0, excess), sum(amounts)), amounts)


def excess_of(cover: int, costs: int) -> int:
    """How far the money without own money (Nr. 2.2), or public money alone (Nr. 2.3.2), exceeds the costs."""
    return max(0, cover - costs)


def connected(claims: Sequence[frozenset[Hashable]]) -> list[list[int]]:
    """Positions of the grants that belong together because they count the same costs, directly or through others."""
    groups: list[tuple[set[Hashable], list[int]]] = []
    for position, claimed in enumerate(claims):
        touching = [group for group in groups if group[0] & claimed]
        groups = [group for group in groups if not group[0] & claimed]
        costs = set(claimed).union(*(group[0] for group in touching))
        groups.append((costs, sorted([position, *(at for group in touching for at in group[1])])))
    return sorted(positions for _, positions in groups)
