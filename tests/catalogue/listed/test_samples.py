"""The official samples: every document has the known shape, and the programmes are read as the website shows them."""

import datetime as dt
from pathlib import Path

from quartier.catalogue.listed.safexml import parse
from quartier.catalogue.listed.xmlfile import read_xml
from quartier.catalogue.listed.xmlshape import shape_differences
from quartier.model.listed import PAGES, Facet, ListedText


def test_every_document_has_the_known_shape(samples: Path) -> None:
    files = sorted(samples.rglob("*.xml"))
    assert (len(files), [list(shape_differences(parse(file.read_bytes()))) for file in files]) == (7, [[]] * 7)


def test_programmes(samples: Path) -> None:
    reading = read_xml(samples)
    assert (reading.left_out, reading.newest) == ((), "2025-05-26")
    assert [(entry.id, entry.title, entry.issued, entry.institution) for entry in reading.programmes] == [
        (
            "fdb:bund-bkm-deutsch-franzoesische-kooperationen-film-ffa",
            (
                "Förderung Deutsch-Französischer Koproduktionen im Rahmen des Filmförderungsgesetzes 2025 "
                "(Minitraité-Förderung)"
            ),
            dt.date(2025, 5, 26),
            None,
        ),
        (
            "fdb:bund-ba-eingliederungszuschuss-bund",
            "Finanzielle Unterstützungsmöglichkeiten bei Neueinstellungen (Eingliederungszuschüsse)",
            dt.date(2020, 1, 15),
            None,
        ),
        ("fdb:bund-bmas-einstiegsgeld", "Einstiegsgeld", dt.date(2020, 4, 21), "Bundesagentur für Arbeit (BA)"),
    ]


def test_what_is_kept_of_a_programme(samples: Path) -> None:
    entry = read_xml(samples).programmes[1]
    assert entry.url == f"{PAGES}Bund/BA/eingliederungszuschuss-bund.html"
    assert {facet.value: codes for facet, codes in entry.codes.items() if facet is not Facet.APPLICANT_SECTOR} == {
        "funding_type": ("zuschuss",),
        "funding_location": ("_bundesweit",),
        "funding_body": ("bund",),
        "eligible_applicants": ("unternehmen", "verband_vereinigung", "oeffentliche_einrichtung"),
        "unternehmensgroesse": (
            *("grosses_unternehmen", "kleines_unternehmen", "kleinstunternehmen", "mittleres_unternehmen"),
        ),
        "funding_area": ("arbeit",),
        "grw": ("keine_grw_foerderung",),
        "funding_subarea": ("arbeit.eingliederung_besonderer_zielgruppen", "arbeit.betriebliche_arbeitsplaetze"),
    }
    assert {kind.value: text.count("\n") + 1 for kind, text in entry.texts.items()} == {
        "short_description": 1,
        "description": 8,
        "legal_requirements": 6,
        "legal_citation": 1,
        "keywords": 1,
    }
    assert "<" not in "".join(entry.texts.values())
    assert entry.texts[ListedText.KEYWORDS].startswith("Eingliederung Behinderte Ältere ")
