"""Facts of a place, whole results: values, and the German note on each."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.model.base import Finding
from quartier.model.conditions import FactValue
from quartier.model.project import Place
from quartier.places.facts import PlaceFacts, UnknownPlaceError, municipality_facts, place_facts
from quartier.places.register import Register, load_register
from quartier.places.states import STATES

BORDERS = "Gemeindeverzeichnis, Gebietsstand 30.11.2023"
PEOPLE = "Gemeindeverzeichnis, Einwohner am 31.12.2022, Grundlage Zensus 2011"
COMPUTED = f"Berechnet aus Einwohnern und Fläche ({PEOPLE})"
NOT_LISTED = "Steht nicht in den Listen der LEADER-Regionen, die uns vorliegen; das heißt „unbekannt“, nicht „nein“."
BEUREN = (
    "Gebietsliste der LEADER-Region Mittlere Alb (Seite der Region): "
    "https://leader-alb.de/unser-verein/leader-aktionsgebiet/"
)
WERTHEIM = (
    "Liegt nur teilweise in der LEADER-Region Badisch-Franken (15 Ortschaften): Es kommt auf den Ort des Vorhabens an. "
    "http://leader-badisch-franken.de/aktionsgruppe/gebietskulisse-badisch-franken"
)
BUILT_IN = load_register(built_in_folder() / "places")


def register_notes(leader: str) -> dict[str, str]:
    from_register = ("ags", "state", "county", "region", "type", "area_km2")
    return {
        **{f"place.{name}": BORDERS for name in from_register},
        "place.population": PEOPLE,
        "place.density": COMPUTED,
        "place.leader_area": leader,
        "place.leader_region": leader,
    }


def test_not_in_any_leader_list_is_unknown(register: Register) -> None:
    assert place_facts(Place(ags="08117012"), register) == PlaceFacts(
        values={
            "place.ags": "08117012",
            "place.state": "BW",
            "place.county": "08117",
            "place.region": "Stuttgart",
            "place.type": "municipality",
            "place.area_km2": Decimal("10.95"),
            "place.population": 5272,
            "place.density": Decimal("481.5"),
        },
        notes=register_notes(NOT_LISTED),
    )


def test_wholly_inside_a_leader_region(register: Register) -> None:
    assert place_facts(Place(ags="08116011"), register) == PlaceFacts(
        values={
            "place.ags": "08116011",
            "place.state": "BW",
            "place.county": "08116",
            "place.region": "Stuttgart",
            "place.type": "municipality",
            "place.area_km2": Decimal("11.69"),
            "place.population": 3741,
            "place.density": Decimal("320.0"),
            "place.leader_area": True,
            "place.leader_region": "Mittlere Alb",
        },
        notes=register_notes(BEUREN),
    )


def test_partly_inside_a_leader_region_is_unknown(register: Register) -> None:
    facts = place_facts(Place(ags="08128131"), register)
    assert facts.notes == register_notes(WERTHEIM)
    assert set(facts.notes) - set(facts.values) == {"place.leader_area", "place.leader_region"}


def test_the_project_goes_before_the_register(register: Register) -> None:
    place = Place(ags="08116011", population=3000, area_km2=Decimal("11.69"), leader_area=False)
    facts, plain = place_facts(place, register), place_facts(Place(ags="08116011"), register)
    assert facts.values == {
        **{name: value for name, value in plain.values.items() if name != "place.leader_region"},
        "place.population": 3000,
        "place.density": Decimal("256.6"),
        "place.leader_area": False,
    }
    assert facts.notes == {
        **register_notes(BEUREN),
        "place.population": "Angabe im Projekt",
        "place.density": "Berechnet aus Einwohnern und Fläche (Angabe im Projekt)",
        "place.leader_area": "Angabe im Projekt",
        "place.leader_region": "Entfällt: laut Angabe im Projekt kein LEADER-Gebiet.",
    }


def test_a_partly_inside_municipality_may_say_where_it_is(register: Register) -> None:
    facts = place_facts(Place(ags="08128131", leader_area=True, leader_region="Badisch-Franken"), register)
    assert (facts.values["place.leader_area"], facts.values["place.leader_region"]) == (True, "Badisch-Franken")


def test_without_key_only_what_is_given(register: Register) -> None:
    assert place_facts(Place(name="Bad Boll", state="BW", population=5000), register) == PlaceFacts(
        values={"place.state": "BW", "place.population": 5000},
        notes={
            "place.state": "Angabe im Projekt",
            "place.population": "Angabe im Projekt",
            "place.ags": "Ohne Gemeindeschlüssel (`place: {ags: …}`) ergänzt das Register keine Angaben.",
        },
    )


def test_a_state_without_table_gives_what_the_digits_say(register: Register) -> None:
    note = (
        "Aus den Ziffern des Gemeindeschlüssels. Das eingebaute Register enthält nur Baden-Württemberg; Bayern kommt "
        "mit `quartier places import` dazu."
    )
    values: dict[str, FactValue] = {"place.ags": "09162000", "place.state": "BY", "place.county": "09162"}
    assert place_facts(Place(ags="09162000"), register) == PlaceFacts(values=values, notes=dict.fromkeys(values, note))


def test_no_division_by_an_area_of_nothing(register: Register) -> None:
    facts = place_facts(Place(population=5, area_km2=Decimal(0)), register)
    assert facts.values == {"place.population": 5, "place.area_km2": Decimal(0)}


@pytest.mark.parametrize(
    ("ags", "name", "message"),
    [
        (
            "08117013",
            "Boll",
            (
                "den Gemeindeschlüssel „08117013“ gibt es im Register nicht; ähnlich sind: "
                "08117012 Bad Boll (Landkreis Göppingen); 08336010 Böllen (Landkreis Lörrach); "
                "08315014 Bollschweil (Landkreis Breisgau-Hochschwarzwald). Suchen mit `quartier places find NAME`"
            ),
        ),
        (
            "08117103",
            None,
            (
                "den Gemeindeschlüssel „08117103“ gibt es im Register nicht; ähnlich sind: "
                "08117003 Albershausen (Landkreis Göppingen); 08127103 Frankenhardt (Landkreis Schwäbisch Hall); "
                "08117001 Adelberg (Landkreis Göppingen). Suchen mit `quartier places find NAME`"
            ),
        ),
        (
            "08999999",
            None,
            "den Gemeindeschlüssel „08999999“ gibt es im Register nicht. Suchen mit `quartier places find NAME`",
        ),
        (
            "99117012",
            None,
            "den Gemeindeschlüssel „99117012“ kann es nicht geben. Die ersten zwei Ziffern sind das Land, 01 bis 16",
        ),
    ],
)
def test_unknown_key(register: Register, ags: str, name: str | None, message: str) -> None:
    with pytest.raises(UnknownPlaceError) as caught:
        place_facts(Place(ags=ags, name=name), register)
    assert caught.value.finding == Finding(("place", "ags"), message)
    assert isinstance(caught.value, BadInputError)
    assert str(caught.value) == f"Vorhaben: place.ags: {message}"


def test_facts_are_declared_and_explained(register: Register) -> None:
    declared = set(read_vocabulary(built_in_folder() / "vocabulary").facts)
    for place in register.municipalities:
        facts = municipality_facts(place, register)
        assert set(facts.values) <= set(facts.notes) <= declared


def test_all_germany(national: Register) -> None:
    facts = place_facts(Place(ags="07135501"), national)
    assert facts.notes["place.population"] == (
        "Gemeindeverzeichnis GV-ISys, Einwohner am 31.12.2023, Grundlage Zensus 2011"
    )
    assert facts.notes["place.region"] == "Rheinland-Pfalz hat keine Regierungsbezirke."
    assert facts.notes["place.leader_area"] == (
        "Steht nicht in unseren Listen (nur BW); das heißt „unbekannt“, nicht „nein“."
    )
    assert not {"place.region", "place.leader_area"} & set(facts.values)


@given(st.from_regex(r"[0-9]{8}", fullmatch=True))
def test_any_key_is_answered_or_refused(ags: str) -> None:
    if ags[:2] in STATES and (ags[:2] != "08" or BUILT_IN.by_ags(ags)):
        assert place_facts(Place(ags=ags), BUILT_IN).values["place.ags"] == ags
    else:
        with pytest.raises(UnknownPlaceError):
            place_facts(Place(ags=ags), BUILT_IN)
