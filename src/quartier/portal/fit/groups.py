"""The verdicts of a screening by programme in three groups, filtered and in a helpful order. Decides nothing itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quartier.matching.answer import STATUS, Screening
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


class Candidate(NamedTuple):
    """A programme with the verdicts on its blocks; `worth` is the most it could bring, in cents."""

    edition: Edition
    verdicts: Sequence[Verdict]
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
    for verdicts in screening.by_edition:
        edition = verdicts[0].edition
        if _matches(edition, wanted) and (hits is None or edition.programme in hits):
            candidate = _candidate(screening, edition, _of_party(verdicts, wanted.party))
            found[candidate.status].append(candidate)
    for ones in found.values():
        ones.sort(key=lambda one: (one.lacking, -one.worth, one.edition.name.de.casefold()))
    found["fails"][:NEAR] = sorted(found["fails"][:NEAR], key=lambda one: _out_of_reach(screening, one))
    return found


def counts(screening: Screening) -> dict[Status, int]:
    """How many programmes of all fit, are open, do not fit."""
    found = Counter(screening.statuses.values())
    return {status: found[status] for status in GROUPS}


def _of_party(verdicts: Sequence[Verdict], party: str) -> Sequence[Verdict]:
    return [verdict for verdict in verdicts if verdict.party.id == party] if party else verdicts


def _matches(edition: Edition, wanted: Wanted) -> bool:
    return (not wanted.level or edition.level == wanted.level) and (not wanted.topic or wanted.topic in edition.topics)


def _candidate(screening: Screening, edition: Edition, verdicts: Sequence[Verdict]) -> Candidate:
    truth = max([one.status for one in verdicts])
    best = max([_worth(screening, one) for one in verdicts if one.status], default=0)
    lacking = 0 if truth else min([one.failures for one in verdicts])
    return Candidate(edition, verdicts, STATUS[truth], best, lacking)


def _worth(screening: Screening, verdict: Verdict) -> int:
    """What a block could bring on top of what is granted already."""
    granted = is_granted(screening.project, verdict.edition.programme, verdict.party.id)
    return 0 if granted else screening.worth(verdict)


def _out_of_reach(screening: Screening, candidate: Candidate) -> bool:
    """Whether nothing that people can change would make a block fit that fails by the fewest conditions."""
    nearest = [verdict for verdict in candidate.verdicts if verdict.failures == candidate.lacking]
    return not any(map(screening.changes, nearest))
