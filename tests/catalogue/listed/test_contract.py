"""The contract is complete: columns, code lists and our words for them agree with one another and the vocabulary."""

from quartier.catalogue.listed.codes import ALIASES, CODES, STATE_CODES, label, labels
from quartier.catalogue.listed.contract import COLUMNS, UNIQUE, Kind
from quartier.catalogue.listed.xmlshape import DOCUMENTS, FACET_OF_CLASSIFIER, HOLDS, OTHER_CLASSIFIERS
from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.model.listed import Facet, ListedText

JSON_KINDS = {Kind.TEXTS, Kind.CODES, Kind.WEEKS, Kind.LINKS}


def test_columns() -> None:
    names = [column.name for column in COLUMNS]
    assert (len(names), len(set(names)), sum(column.kind in JSON_KINDS for column in COLUMNS)) == (51, 51, 14)
    assert {*ListedText, *Facet, *UNIQUE} - set(names) == set()


def test_every_facet_is_a_column_with_codes() -> None:
    assert {column.facet for column in COLUMNS if column.kind is Kind.CODES} == set(Facet)
    assert {facet.value: len(codes) for facet, codes in CODES.items()} == {
        "funding_type": 6,
        "eligible_applicants": 9,
        "funding_area": 23,
        "funding_body": 3,
        "funding_location": 18,
        "grw": 2,
        "unternehmensgroesse": 4,
        "funding_subarea": 124,
        "applicant_sector": 16,
    }


def test_places() -> None:
    states = read_vocabulary(built_in_folder() / "vocabulary").facts["place.state"].values
    assert isinstance(states, dict)
    assert sorted(STATE_CODES.values()) == sorted(states)
    assert CODES[Facet.FUNDING_LOCATION] - {"_bundesweit", "sonstige"} == set(STATE_CODES)
    assert {label(Facet.FUNDING_LOCATION, code): states[key].de for code, key in STATE_CODES.items()} == {
        text.de: text.de for text in states.values()
    }
    assert set(ALIASES.values()) <= CODES[Facet.FUNDING_LOCATION]


def test_words_of_codes() -> None:
    assert labels(Facet.FUNDING_AREA, ["gesundheit_soziales", "gesundheit_soziales"]) == ["Gesundheit und Soziales"]
    subareas = {
        "gesundheit_soziales.buergerschaftliches_engagement": "Bürgerschaftliches Engagement",
        "aussenwirtschaft.markterkundung_erschliessung": "Markterkundung Erschließung",
        "arbeit.ausserbetriebliche_arbeitsgelegenheiten": "Außerbetriebliche Arbeitsgelegenheiten",
        "forschung_innovation_themenspezifisch.bauen_wohnen": "Bauen Wohnen",
        "messen_ausstellungen.inlandsmessen": "Inlandsmessen",
        "staedtebau_stadterneuerung.aktive_stadt_und_ortsteilzentren": "Aktive Stadt und Ortsteilzentren",
    }
    assert {code: label(Facet.FUNDING_SUBAREA, code) for code in subareas} == subareas
    assert set(subareas) <= CODES[Facet.FUNDING_SUBAREA]


def test_documents_and_lists_of_the_export() -> None:
    assert len(FACET_OF_CLASSIFIER) + len(OTHER_CLASSIFIERS) == 33
    assert {facet for facet, _ in FACET_OF_CLASSIFIER.values()} == set(Facet)
    assert {kind: len(names) for kind, names in DOCUMENTS.items()} == {
        "gsb:ServiceOffer": 35,
        "gsb:ContactData": 17,
        "gsb:Address": 16,
        "gsb:ExternalLink": 13,
        "gsb:Publication": 13,
        "gsb:ServiceLocation": 14,
    }
    assert {kind for names in DOCUMENTS.values() for kind in names.values()} == set(HOLDS)
