"""What the coarse facets of a listed programme say about a project: it may come into question, does not, or unclear.

Never more than that: the facets know kinds of applicant, states and kinds of money, but no rule of the programme. A
facet that is empty, or may or may not mean an applicant, is unclear; unclear never counts as fitting.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quartier.catalogue.listed.codes import NATIONWIDE, OTHER, STATE_CODES, labels
from quartier.model.conditions import Comparison, FactValue, Operator
from quartier.model.listed import Facet, ListedProgramme

APPLICANT, STATE = "applicant.type", "place.state"

_MEANT = {
    "kommune": "municipality",
    "oeffentliche_einrichtung": "public_body",
    "privatperson": "private_person",
    "unternehmen": "company cooperative housing_company",
    "verband_vereinigung": "registered_association welfare_association",
}
"""The kinds of party a code certainly means."""

_PERHAPS = {
    "bildungseinrichtung": "municipality county municipal_alliance public_body registered_association parish "
    "welfare_association foundation company cooperative",
    "existenzgruenderin": "private_person company cooperative",
    "forschungseinrichtung": "public_body registered_association foundation company",
    "hochschule": "public_body registered_association foundation company parish",
    "kommune": "county municipal_alliance",
    "oeffentliche_einrichtung": "municipality county municipal_alliance parish foundation care_provider "
    "housing_company",
    "privatperson": "informal_initiative",
    "unternehmen": "care_provider",
    "verband_vereinigung": "informal_initiative cooperative foundation parish care_provider municipal_alliance",
}
"""The kinds of party a code may mean besides: the database does not say what it counts among them."""


class Suitability(StrEnum):
    """What the facets say. Never a promise."""

    POSSIBLE = "possible"
    UNCLEAR = "unclear"
    EXCLUDED = "excluded"

    @property
    def german(self) -> str:
        """The words people read."""
        return _GERMAN[self]


_GERMAN = {
    Suitability.POSSIBLE: "kommt in Frage",
    Suitability.UNCLEAR: "unklar",
    Suitability.EXCLUDED: "kommt nicht in Frage",
}
_BEST_FIRST = tuple(Suitability)


@dataclass(frozen=True, slots=True)
class CoarseCondition:
    """A facet as conditions on one fact: without `necessary` the programme is out, with `sufficient` the facet fits."""

    facet: Facet
    necessary: Comparison | None
    sufficient: Comparison | None
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What one facet says, with the words of the database."""

    facet: Facet
    suitability: Suitability
    text: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What all facets say together about one party of a project."""

    party: str
    suitability: Suitability
    reasons: tuple[Reason, ...]


def conditions_of(programme: ListedProgramme) -> tuple[CoarseCondition, ...]:
    """The facets of a programme as conditions on facts of the vocabulary; a facet that limits nothing is none."""
    return tuple(_conditions(programme))


def _conditions(programme: ListedProgramme) -> Iterator[CoarseCondition]:
    codes = programme.codes.get(Facet.ELIGIBLE_APPLICANTS, ())
    meant = {kind for code in codes for kind in _MEANT.get(code, "").split()}
    perhaps = {kind for code in codes for kind in _PERHAPS.get(code, "").split()}
    text = _text("Förderberechtigte", Facet.ELIGIBLE_APPLICANTS, codes)
    yield CoarseCondition(
        Facet.ELIGIBLE_APPLICANTS,
        _one_of(APPLICANT, meant | perhaps) if codes else None,
        _one_of(APPLICANT, meant),
        text,
    )
    codes = programme.codes.get(Facet.FUNDING_LOCATION, ())
    if NATIONWIDE not in codes:
        states = {STATE_CODES[code] for code in codes if code in STATE_CODES}
        certain = bool(codes) and OTHER not in codes
        necessary = _one_of(STATE, states) if certain else None
        text = _text("Fördergebiet", Facet.FUNDING_LOCATION, codes)
        yield CoarseCondition(Facet.FUNDING_LOCATION, necessary, _one_of(STATE, states), text)


def _text(title: str, facet: Facet, codes: Collection[str]) -> str:
    return f"{title} laut Förderdatenbank: {', '.join(labels(facet, codes)) or 'keine Angabe'}"


def _one_of(fact: str, values: Collection[str]) -> Comparison | None:
    return Comparison(fact=fact, operator=Operator.IN, value=tuple(sorted(values))) if values else None


def judge(
    programme: ListedProgramme, parties: Mapping[str, Mapping[str, FactValue]], kinds_of_money: Collection[str] = ()
) -> Judgement:
    """What the facets say about the party they suit best.

    `parties`: at least one, each with what is known about it; `kinds_of_money`: the wanted codes of `funding_type`.
    """
    conditions = conditions_of(programme)
    money = _money(programme, kinds_of_money)
    judgements = [_judgement(party, facts, conditions, money) for party, facts in parties.items()]
    return min(judgements, key=lambda judgement: _BEST_FIRST.index(judgement.suitability))


def _judgement(
    party: str, facts: Mapping[str, FactValue], conditions: Iterable[CoarseCondition], money: Reason
) -> Judgement:
    reasons = (*(_reason(condition, facts) for condition in conditions), money)
    return Judgement(party, max((reason.suitability for reason in reasons), key=_BEST_FIRST.index), reasons)


def _reason(condition: CoarseCondition, facts: Mapping[str, FactValue]) -> Reason:
    if _holds(condition.necessary, facts) is False:
        suitability = Suitability.EXCLUDED
    elif _holds(condition.sufficient, facts):
        suitability = Suitability.POSSIBLE
    else:
        suitability = Suitability.UNCLEAR
    return Reason(condition.facet, suitability, condition.text)


def _holds(condition: Comparison | None, facts: Mapping[str, FactValue]) -> bool | None:
    """Whether the fact is one of the wanted values; None where either is not known."""
    given = facts.get(condition.fact) if condition else None
    if condition is None or given is None or not isinstance(condition.value, tuple):
        return None
    return given in condition.value


def _money(programme: ListedProgramme, wanted: Collection[str]) -> Reason:
    """Grants come into question; what only gives loans or guarantees is unclear, and out where it is not wanted."""
    codes = programme.codes.get(Facet.FUNDING_TYPE, ())
    text = _text("Förderart", Facet.FUNDING_TYPE, codes)
    if not set(wanted or ("zuschuss",)).isdisjoint(codes):
        return Reason(Facet.FUNDING_TYPE, Suitability.POSSIBLE, text)
    out = bool(wanted) and bool(codes) and OTHER not in codes
    return Reason(Facet.FUNDING_TYPE, Suitability.EXCLUDED if out else Suitability.UNCLEAR, text)
