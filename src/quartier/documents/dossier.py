"""The dossier: all that a document may need to know, looked up once, in the words people use for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quartier.catalogue.store import Catalogue
from quartier.matching.answer import KnownPlace, reason
from quartier.matching.verdicts import Matcher
from quartier.matching.wording import german_date
from quartier.model.actuals import Actuals
from quartier.model.answers import Grant, Plan, PlanAnswer, Reason
from quartier.model.conditions import FactValue
from quartier.model.edition import Block, Edition
from quartier.model.months import german_span
from quartier.model.project import Party, Project
from quartier.model.settlement import ProofOfUse, Settlement
from quartier.places.register import load_register
from quartier.planning.plan_words import third_party_names
from quartier.planning.settling.answer import settle_plan

DRAFT = "Entwurf"
NO_ADVICE = (
    "Dieses Dokument ist ein Entwurf und ein Vorschlag. Es ist keine Rechtsberatung und keine Entscheidung. "
    "Über jeden Zuschuss entscheidet allein die Stelle, die ihn gibt."
)
"""Stands in every document."""

Reasons = dict[tuple[str, str, str], tuple[Reason, ...]]
"""What the conditions of a block say for a party, by programme, block and party."""


@dataclass(frozen=True)
class Dossier:
    """A project and the plan that was chosen for it.

    `alternatives`: the other plans. `as_of`: the day for which all of it was computed. `place`: the facts of the
    register, `place_name`: what the place is called. `council_dates`: when the council meets, as far as known.
    `reasons`: the conditions of the plan's grants. `actuals`: the real figures, once there are some. `identity`: a name
    that stays when the title changes, so that calendars recognise their entries again; the title where there is none.
    """

    project: Project
    plan: Plan
    catalogue: Catalogue
    as_of: dt.date
    alternatives: tuple[Plan, ...] = ()
    place: tuple[tuple[str, FactValue], ...] = ()
    reasons: Reasons | None = None
    council_dates: tuple[dt.date, ...] = ()
    actuals: Actuals | None = None
    identity: str = ""
    place_name: str = ""

    @property
    def title(self) -> str:
        """The title of the project."""
        return self.project.title

    @property
    def digest(self) -> str:
        """What identifies the catalogue the plan was computed with."""
        return self.catalogue.digest

    @cached_property
    def parties(self) -> dict[str, Party]:
        """The parties by id, in the order of the project."""
        return {party.id: party for party in self.project.parties}

    @cached_property
    def party_names(self) -> dict[str, str]:
        """What people call the parties, by id."""
        return {party.id: party.name or party.id for party in self.project.parties}

    @cached_property
    def item_names(self) -> dict[str, str]:
        """What people call the cost items, by id."""
        return {item.id: item.label or item.id for item in self.project.costs}

    @cached_property
    def third_party_names(self) -> dict[str, str]:
        """What people call other people's money, by id."""
        return third_party_names(self.project, self.party_names)

    @cached_property
    def grant_names(self) -> tuple[str, ...]:
        """The names of the plan's grants in its order, told apart by the party where two are called the same."""
        names = [grant.name or grant.programme for grant in self.plan.grants]
        often = {name for name, number in Counter(names).items() if number > 1}
        with_party = [
            f"{name} ({self.party_names[grant.party]})" if name in often else name
            for name, grant in zip(names, self.plan.grants, strict=True)
        ]
        return tuple(_numbered(with_party))

    @cached_property
    def editions(self) -> tuple[Edition, ...]:
        """The editions of the plan's grants, in its order."""
        return tuple(self.edition_of(grant) for grant in self.plan.grants)

    def edition_of(self, grant: Grant) -> Edition:
        """The edition a grant of the plan was computed with. Raises LookupError where the catalogue has it no more."""
        for edition in self.catalogue.by_programme.get(grant.programme, ()):
            if edition.edition == grant.edition:
                return edition
        raise LookupError(f"{grant.programme}/{grant.edition}")

    def block_of(self, grant: Grant) -> Block:
        """The block a grant of the plan was computed with. Raises LookupError where the catalogue has it no more."""
        for block in self.edition_of(grant).blocks:
            if block.id == grant.block:
                return block
        raise LookupError(f"{grant.programme}/{grant.edition}#{grant.block}")

    def reasons_of(self, grant: Grant) -> tuple[Reason, ...]:
        """The conditions of a grant and whether they are met; none where they were not looked up."""
        return (self.reasons or {}).get((grant.programme, grant.block, grant.party), ())

    @cached_property
    def settlement(self) -> Settlement:
        """What the grants become with the real figures; without any, as planned with what might happen."""
        return settle_plan(self.plan, self.actuals, self.catalogue, self.title)

    def proof_of(self, grant: Grant) -> ProofOfUse:
        """When the proof of use of a grant of the plan is due, or whom to ask."""
        return self.settlement.grants[self.plan.grants.index(grant)].proof_of_use

    @property
    def state_words(self) -> str:
        """`Entwurf · Stand 01.03.2026 · Katalog 1a2b3c4d5e6f`: what every page of every document says."""
        return f"{DRAFT} · Stand {german_date(self.as_of)} · Katalog {short_digest(self.digest)}"

    @property
    def period_words(self) -> str:
        """`Januar 2027 bis Dezember 2028`, as the plan starts; a dash where the project has no period."""
        period = self.project.period
        if period is None:
            return "–"
        slip = self.plan.start.index - period.start.index if self.plan.start else 0
        return german_span(period.start.plus(slip), period.end.plus(slip))


def short_digest(digest: str) -> str:
    """The first twelve signs of a digest, enough to compare by eye."""
    return digest.removeprefix("sha256:")[:12]


def dossier_of(  # noqa: PLR0913 - what belongs into a dossier, each a thing of its own
    project: Project,
    answer: PlanAnswer,
    catalogue: Catalogue,
    place: KnownPlace,
    *,
    plan: int = 0,
    council_dates: Sequence[dt.date] = (),
    actuals: Actuals | None = None,
    identity: str = "",
) -> Dossier:
    """The dossier of one plan of an answer, with the conditions of its grants looked up.

    `plan`: the position of the plan in the answer. `actuals` must have passed the findings of
    `quartier.planning.settling.findings`. Raises IndexError where the answer has no such plan.
    """
    chosen = answer.plans[plan]
    return Dossier(
        project=project,
        plan=chosen,
        catalogue=catalogue,
        as_of=answer.as_of,
        alternatives=tuple(other for position, other in enumerate(answer.plans) if position != plan),
        place=tuple(sorted(place.values.items())),
        reasons=_reasons(project, chosen, catalogue, place),
        council_dates=tuple(sorted(set(council_dates))),
        actuals=actuals,
        identity=identity,
        place_name=_place_name(project),
    )


def _place_name(project: Project) -> str:
    """As the project says, else as the register calls the municipality."""
    if project.place.name or not project.place.ags:
        return project.place.name or ""
    found = load_register().by_ags(project.place.ags)
    return found.name if found else ""


def _reasons(project: Project, plan: Plan, catalogue: Catalogue, place: KnownPlace) -> Reasons:
    used = {(grant.programme, grant.edition) for grant in plan.grants}
    matcher = Matcher([edition for edition in catalogue.editions if edition.key in used], catalogue.vocabulary)
    return {
        (verdict.edition.programme, verdict.block.id, verdict.party.id): tuple(map(reason, verdict.results))
        for verdict in matcher.verdicts(project, place.values, place.notes)
    }


def _numbered(names: Sequence[str]) -> list[str]:
    """The names, with a number behind those that are still the same."""
    often = {name for name, number in Counter(names).items() if number > 1}
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(f"{name} Nr. {seen[name]}" if name in often else name)
    return result
