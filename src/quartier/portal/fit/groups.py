"""The verdicts of a screening by programme in three groups, filtered and in a helpful order. Decides nothing itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quartier.matching.answer import STATUS, Screening
from quartier.matching.changes import would_fit_if
from quartier.matching.truth import Truth
from quartier.matching.verdicts import Verdict
from quartier.model.answers import Status
from quartier.model.edition import Edition
from quartier.portal.fit.decided import is_granted
from quartier.search.finding import index_of

GROUPS: tuple[Status, ...] = ("fits", "open", "fails")
NEAR = 30
"""Of so many programmes that fail by the fewest conditions it is found out whether something could be changed."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown; empty fields exclude nothing. `shown` says how many programmes of each group."""

    text: str = ""
    level: str = ""
    topic: str = ""
    party: str = ""
    shown: tuple[int, int, int] = (0, 0, 0)

    @property
    def is_filtered(self) -> bool:
        """Whether something is left out."""
        return bool(self.text or self.level or self.topic or self.party)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A programme with the verdicts on its blocks; `worth` is the most it could bring, in cents."""

    edition: Edition
    verdicts: list[Verdict]
    status: Status
    worth: int
    lacking: int
    """How many conditions of its best block have failed."""


def candidates(screening: Screening, wanted: Wanted | None = None) -> dict[Status, list[Candidate]]:
    """The programmes by group: first what could bring most; of those that fail first what could be made to fit.

    A programme fits if one of its blocks fits for one of the parties, as on the command line.
    """
    wanted = wanted or Wanted()
    found: dict[Status, list[Candidate]] = {status: [] for status in GROUPS}
    hits = index_of(screening.catalogue).programmes(wanted.text) if wanted.text else None
    for edition, verdicts in _by_edition(screening.verdicts, wanted.party):
        if _matches(edition, wanted) and (hits is None or edition.programme in hits):
            candidate = _candidate(screening, edition, verdicts)
            found[candidate.status].append(candidate)
    for ones in found.values():
        ones.sort(key=lambda one: (one.lacking, -one.worth, one.edition.name.de.casefold()))
    found["fails"][:NEAR] = sorted(found["fails"][:NEAR], key=_out_of_reach)
    return found


def counts(screening: Screening) -> dict[Status, int]:
    """How many programmes of all fit, are open, do not fit."""
    found: dict[Status, int] = dict.fromkeys(GROUPS, 0)
    for status in statuses(screening).values():
        found[status] += 1
    return found


def statuses(screening: Screening) -> Mapping[str, Status]:
    """The status of every programme."""
    best: dict[str, Truth] = {}
    for verdict in screening.verdicts:
        programme = verdict.edition.programme
        best[programme] = max(best.get(programme, Truth.FAILED), verdict.status)
    return {programme: STATUS[truth] for programme, truth in best.items()}


def _by_edition(verdicts: Iterable[Verdict], party: str) -> Iterator[tuple[Edition, list[Verdict]]]:
    found: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if not party or verdict.party.id == party:
            found[verdict.edition.programme].append(verdict)
    return ((group[0].edition, group) for group in found.values())


def _matches(edition: Edition, wanted: Wanted) -> bool:
    return (not wanted.level or edition.level == wanted.level) and (not wanted.topic or wanted.topic in edition.topics)


def _candidate(screening: Screening, edition: Edition, verdicts: list[Verdict]) -> Candidate:
    truth = max(verdict.status for verdict in verdicts)
    best = max((_worth(screening, one) for one in verdicts if one.status), default=0)
    lacking = 0 if truth else min(map(failures, verdicts))
    return Candidate(edition, verdicts, STATUS[truth], best, lacking)


def _worth(screening: Screening, verdict: Verdict) -> int:
    """What a block could bring on top of what is granted already."""
    granted = is_granted(screening.project, verdict.edition.programme, verdict.party.id)
    return 0 if granted else screening.worth(verdict)


def _out_of_reach(candidate: Candidate) -> bool:
    """Whether nothing that people can change would make a block fit that fails by the fewest conditions."""
    nearest = [verdict for verdict in candidate.verdicts if failures(verdict) == candidate.lacking]
    return not any(map(would_fit_if, nearest))


def failures(verdict: Verdict) -> int:
    """How many conditions of a block have failed; at least one where only the size of the costs excludes it."""
    truths = verdict.case.truths
    return max(1, sum(truths[rule.node] is Truth.FAILED for rule in verdict.entry.rules))
