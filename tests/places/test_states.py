"""The names of counties as people say them."""

import pytest

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.places.states import STATES, county_label


@pytest.mark.parametrize(
    ("name", "state", "urban", "label"),
    [
        ("Göppingen", "BW", False, "Landkreis Göppingen"),
        ("Ortenaukreis", "BW", False, "Ortenaukreis"),
        ("Rems-Murr-Kreis", "BW", False, "Rems-Murr-Kreis"),
        ("Karlsruhe", "BW", True, "Stadtkreis Karlsruhe"),
        ("Karlsruhe", "BW", False, "Landkreis Karlsruhe"),
        ("Halle (Saale)", "ST", True, "kreisfreie Stadt Halle (Saale)"),
        ("Unna", "NW", False, "Kreis Unna"),
        ("Märkischer Kreis", "NW", False, "Märkischer Kreis"),
        ("Rhein-Kreis Neuss", "NW", False, "Rhein-Kreis Neuss"),
        ("Städteregion Aachen", "NW", False, "Städteregion Aachen"),
        ("Region Hannover", "NI", False, "Region Hannover"),
        ("Regionalverband Saarbrücken", "SL", False, "Regionalverband Saarbrücken"),
    ],
)
def test_county_label(name: str, state: str, urban: bool, label: str) -> None:  # noqa: FBT001 - a column of the table
    assert county_label(name, state, urban=urban) == label


def test_states_are_those_of_the_vocabulary() -> None:
    vocabulary = read_vocabulary(built_in_folder() / "vocabulary")
    assert {state.code: state.name for state in STATES.values()} == vocabulary.options(vocabulary.facts["place.state"])
