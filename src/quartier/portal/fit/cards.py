"""Programmes as cards: blocks with the reasons that decide, alike ones of several parties together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quartier.matching.answer import STATUS, Screening
from quartier.matching.verdicts import Verdict
from quartier.model.answers import ConditionStatus, Match, Reason, Status
from quartier.model.edition import Block, Edition
from quartier.model.project import Granted, Party, Project
from quartier.portal.fit.decided import Room, granted_of, rooms
from quartier.portal.fit.groups import Candidate

TOLD: dict[Status, ConditionStatus] = {"fits": "met", "open": "open", "fails": "failed"}
"""The reasons that decide: of an open block what is open, of a failed one what failed."""

MAX_BLOCKS, MAX_REASONS, MAX_WAYS = 3, 5, 3
"""How much of a programme a card in a list tells; its own page tells everything."""


@dataclass(frozen=True, slots=True)
class BlockCard:
    """A block for the parties for which the same holds. `rest` are reasons that are not shown, `met` how many are met.

    `match` is that of the party that could get most, `offers` what each could get where that differs. `rooms`: what is
    left under the ceiling of the aid it counts as, of parties that had such aid before.
    """

    block: Block
    match: Match
    parties: tuple[Party, ...]
    offers: tuple[tuple[Party | None, Match], ...]
    reasons: tuple[Reason, ...]
    rest: int
    met: int
    ways: tuple[str, ...]
    rooms: tuple[Room, ...]

    @property
    def promise(self) -> int | None:
        """The most the block would bring if it fitted, in cents; None where nobody can say."""
        return self.match.estimate if self.match.estimate is not None else self.match.amount.max


@dataclass(frozen=True, slots=True)
class Card:
    """A programme of a group. `hidden` counts the blocks that are not shown, `granted` are those that are certain."""

    edition: Edition
    status: Status
    blocks: tuple[BlockCard, ...]
    hidden: int
    several_parties: bool
    granted: tuple[tuple[Party, Granted], ...]

    @property
    def pays_nothing(self) -> bool:
        """Whether it would pay none of the project's costs even if it fitted."""
        offers = [match for block in self.blocks for _, match in block.offers]
        return self.status == "open" and all(match.estimate == 0 for match in offers)


def card_of(screening: Screening, candidate: Candidate) -> Card:
    """The card of a programme in a list: its blocks of the same status; of one that fails what comes closest."""
    best = [verdict for verdict in candidate.verdicts if STATUS[verdict.status] == candidate.status]
    best.sort(key=lambda verdict: _rank(screening, verdict))
    most = 1 if candidate.status == "fails" else MAX_BLOCKS
    blocks = list(dict.fromkeys(verdict.block.id for verdict in best))[:most]
    shown = [verdict for verdict in best if verdict.block.id in blocks]
    if candidate.status == "fails":
        shown = [verdict for verdict in shown if _rank(screening, verdict) == _rank(screening, best[0])]
    matches = [(verdict.block, verdict.party, screening.match(verdict)) for verdict in shown]
    return _card(screening, candidate, matches, brief=True)


def _rank(screening: Screening, verdict: Verdict) -> tuple[int, bool]:
    """What brings most comes first; of failed blocks what fails by the fewest conditions and could be changed."""
    if verdict.status:
        return -screening.worth(verdict), False
    return verdict.failures, not screening.changes(verdict)


def full_card(screening: Screening, candidate: Candidate) -> Card:
    """Everything about a programme: every block for every party with every reason."""
    matches = [(verdict.block, verdict.party, screening.match(verdict)) for verdict in candidate.verdicts]
    return _card(screening, candidate, matches, brief=False)


def _card(
    screening: Screening, candidate: Candidate, matches: Sequence[tuple[Block, Party, Match]], *, brief: bool
) -> Card:
    alike: dict[object, list[tuple[Block, Party, Match]]] = defaultdict(list)
    for block, party, match in matches:
        told = tuple(reason.sentence for reason in _told(match, brief=brief))
        alike[block.id, match.status, told].append((block, party, match))
    blocks = tuple(_block(group, screening.project, brief=brief) for group in alike.values())
    hidden = len({verdict.block.id for verdict in candidate.verdicts}) - len({block.block.id for block in blocks})
    granted = granted_of(screening.project, candidate.edition.programme)
    return Card(candidate.edition, candidate.status, blocks, hidden, len(screening.project.parties) > 1, granted)


def _block(group: Sequence[tuple[Block, Party, Match]], project: Project, *, brief: bool) -> BlockCard:
    block, _, match = max(group, key=lambda entry: entry[2].estimate or 0)
    told = _told(match, brief=brief)
    reasons = told[:MAX_REASONS] if brief else told
    same = len({(one.estimate, one.amount) for _, _, one in group}) == 1
    parties = tuple(party for _, party, _ in group)
    return BlockCard(
        block=block,
        match=match,
        parties=parties,
        offers=((None, match),) if same else tuple((party, one) for _, party, one in group),
        reasons=reasons,
        rest=len(told) - len(reasons),
        met=sum(reason.status == "met" for reason in match.reasons),
        ways=match.would_fit_words[: MAX_WAYS if brief else None],
        rooms=rooms(project, block.pays.state_aid, parties),
    )


def _told(match: Match, *, brief: bool) -> tuple[Reason, ...]:
    if not brief:
        return match.reasons
    return tuple(_of_status(match.reasons, TOLD[match.status]))


def _of_status(reasons: Iterable[Reason], status: ConditionStatus) -> Iterable[Reason]:
    return (reason for reason in reasons if reason.status == status)
