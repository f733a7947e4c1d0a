"""Coarse facets: what they say, that they only speak of facts of the vocabulary, and that „unknown“ is never „yes“."""

from collections.abc import Mapping
from itertools import product

import pytest

from quartier.catalogue.listed.coarse import Judgement, Reason, Suitability, conditions_of, judge
from quartier.catalogue.listed.codes import CODES
from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.matching.truth import Truth, evaluate
from quartier.model.conditions import FactValue, comparisons
from quartier.model.listed import PAGES, Facet, ListedProgramme

VOCABULARY = read_vocabulary(built_in_folder() / "vocabulary")
PARTIES = sorted(VOCABULARY.terms["parties"])
YES, PERHAPS, NO = Suitability.POSSIBLE, Suitability.UNCLEAR, Suitability.EXCLUDED


def listed(
    applicants: tuple[str, ...] = ("kommune",),
    places: tuple[str, ...] = ("_bundesweit",),
    money: tuple[str, ...] = ("zuschuss",),
) -> ListedProgramme:
    codes = {
        Facet.ELIGIBLE_APPLICANTS: applicants,
        Facet.FUNDING_LOCATION: places,
        Facet.FUNDING_TYPE: money,
    }
    return ListedProgramme(id="fdb:a", url=f"{PAGES}a.html", codes=codes, attribution="…")


def verdict(programme: ListedProgramme, facts: Mapping[str, FactValue], *money: str) -> Suitability:
    return judge(programme, {"p": facts}, money).suitability


def town(**more: FactValue) -> dict[str, FactValue]:
    return {"applicant.type": "municipality", "place.state": "BW", **more}


@pytest.mark.parametrize(
    ("code", "fits", "perhaps"),
    [
        ("kommune", "municipality", "county municipal_alliance"),
        ("privatperson", "private_person", "informal_initiative"),
        ("unternehmen", "company cooperative housing_company", "care_provider"),
        (
            "verband_vereinigung",
            "registered_association welfare_association",
            "care_provider cooperative foundation informal_initiative municipal_alliance parish",
        ),
        (
            "oeffentliche_einrichtung",
            "public_body",
            "care_provider county foundation housing_company municipal_alliance municipality parish",
        ),
        ("existenzgruenderin", "", "company cooperative private_person"),
        ("forschungseinrichtung", "", "company foundation public_body registered_association"),
        ("hochschule", "", "company foundation parish public_body registered_association"),
        (
            "bildungseinrichtung",
            "",
            (
                "company cooperative county foundation municipal_alliance municipality parish public_body "
                "registered_association welfare_association"
            ),
        ),
    ],
)
def test_applicants(code: str, fits: str, perhaps: str) -> None:
    found = {party: verdict(listed((code,)), {"applicant.type": party}) for party in PARTIES}
    assert {party: said for party, said in found.items() if said is not NO} == {
        **dict.fromkeys(fits.split(), YES),
        **dict.fromkeys(perhaps.split(), PERHAPS),
    }


@pytest.mark.parametrize(
    ("programme", "facts", "expected"),
    [
        (listed(), town(), YES),
        (listed(()), town(), PERHAPS),
        (listed(), {}, PERHAPS),
        (listed(("unternehmen", "kommune")), town(), YES),
        (listed(("kommune", "oeffentliche_einrichtung")), town(), YES),
        (listed(places=("baden_wuerttemberg",)), town(), YES),
        (listed(places=("bayern", "baden_wuerttemberg")), town(), YES),
        (listed(places=("bayern",)), town(), NO),
        (listed(places=("bayern", "_bundesweit")), town(), YES),
        (listed(places=("bayern", "sonstige")), town(), PERHAPS),
        (listed(places=("sonstige",)), town(), PERHAPS),
        (listed(places=()), town(), PERHAPS),
        (listed(places=("bayern",)), {"applicant.type": "municipality"}, PERHAPS),
        (listed(places=("schlesig_holstein",)), town(**{"place.state": "SH"}), YES),
        (listed(("unternehmen",), ("bayern",)), town(), NO),
        (listed(money=("darlehen",)), town(), PERHAPS),
        (listed(money=("darlehen", "zuschuss")), town(), YES),
        (listed(money=()), town(), PERHAPS),
    ],
)
def test_a_town(programme: ListedProgramme, facts: Mapping[str, FactValue], expected: Suitability) -> None:
    assert verdict(programme, facts) is expected


@pytest.mark.parametrize(
    ("offered", "expected"),
    [(("darlehen",), YES), (("zuschuss",), NO), (("sonstige", "zuschuss"), PERHAPS), ((), PERHAPS)],
)
def test_wanted_kinds_of_money(offered: tuple[str, ...], expected: Suitability) -> None:
    assert verdict(listed(money=offered), town(), "darlehen", "garantie") is expected


def test_the_party_it_suits_best() -> None:
    programme = listed(("verband_vereinigung",), ("baden_wuerttemberg",), ("darlehen",))
    parties = {"gemeinde": town(), "verein": town(**{"applicant.type": "registered_association"}), "kirche": {}}
    assert judge(programme, parties) == Judgement(
        party="verein",
        suitability=PERHAPS,
        reasons=(
            Reason(Facet.ELIGIBLE_APPLICANTS, YES, "Förderberechtigte laut Förderdatenbank: Verband/Vereinigung"),
            Reason(Facet.FUNDING_LOCATION, YES, "Fördergebiet laut Förderdatenbank: Baden-Württemberg"),
            Reason(Facet.FUNDING_TYPE, PERHAPS, "Förderart laut Förderdatenbank: Darlehen"),
        ),
    )


def test_an_empty_facet_is_said_to_be_empty() -> None:
    reasons = judge(listed((), ()), {"p": {}}).reasons
    assert [reason.text for reason in reasons[:2]] == [
        "Förderberechtigte laut Förderdatenbank: keine Angabe",
        "Fördergebiet laut Förderdatenbank: keine Angabe",
    ]


def test_conditions_speak_the_vocabulary() -> None:
    """Every condition names facts and values the vocabulary has."""
    programmes = [listed((code,), (place,)) for code in CODES[Facet.ELIGIBLE_APPLICANTS] for place in PLACES]
    used = {
        (comparison.fact, value)
        for programme in programmes
        for condition in conditions_of(programme)
        for tree in (condition.necessary, condition.sufficient)
        if tree is not None
        for comparison in comparisons(tree)
        for value in (comparison.value if isinstance(comparison.value, tuple) else ())
    }
    known = {
        (name, value)
        for name in ("applicant.type", "place.state")
        for value in VOCABULARY.options(VOCABULARY.facts[name]) or ()
    }
    assert used == known


PLACES = sorted(CODES[Facet.FUNDING_LOCATION])
_OF_TRUTH = {Truth.MET: YES, Truth.OPEN: PERHAPS, Truth.FAILED: NO}


def test_says_what_the_conditions_say_in_three_valued_logic() -> None:
    """The coarse answer is that of `quartier.matching` on the same conditions, for every code, party and state."""
    states: list[str | None] = ["BW", "BY", None]
    for code, place, party, state in product(
        sorted(CODES[Facet.ELIGIBLE_APPLICANTS]), PLACES, [*PARTIES, None], states
    ):
        facts = {name: value for name, value in (("applicant.type", party), ("place.state", state)) if value}
        programme = listed((code,), (place,))
        expected = [YES]
        for condition in conditions_of(programme):
            if condition.necessary and evaluate(condition.necessary, facts, VOCABULARY) is Truth.FAILED:
                expected.append(NO)
            elif condition.sufficient is None:
                expected.append(PERHAPS)
            else:
                said = _OF_TRUTH[evaluate(condition.sufficient, facts, VOCABULARY)]
                expected.append(PERHAPS if said is NO else said)
        assert verdict(programme, facts) is max(expected, key=list(Suitability).index)


def test_words() -> None:
    assert [said.german for said in Suitability] == ["kommt in Frage", "unklar", "kommt nicht in Frage"]
