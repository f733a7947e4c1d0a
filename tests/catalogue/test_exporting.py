"""The catalogue as JSON, CSV and DCAT record: complete, readable again, and true to the files."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from quartier.catalogue.dcat import as_dcat
from quartier.catalogue.exporting import COLUMNS, as_csv, as_json
from quartier.catalogue.fact_use import asked, fact_use
from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.yamlfile import parse_document
from quartier.model.edition import Edition

Make = Callable[..., Path]


def test_json_can_be_read_again() -> None:
    catalogue = load_catalogue()

    data = json.loads(as_json(catalogue))

    assert (data["format"], data["digest"]) == ("quartier.catalogue/1", catalogue.digest)
    assert set(data["vocabulary"]["facts"]) == set(catalogue.vocabulary.facts)
    assert [
        Edition.model_validate(parse_document(json.dumps(edition).encode(), "export").data)
        for edition in data["editions"][:5]
    ] == list(catalogue.editions[:5])
    assert len(data["editions"]) == len(catalogue.editions)


def test_a_row_for_each_block(clean: Make, tmp_path: Path) -> None:
    clean()
    catalogue = load_catalogue(tmp_path / "catalogue")

    (row,) = csv.DictReader(io.StringIO(as_csv(catalogue)))

    assert row == {
        **dict.fromkeys(COLUMNS, ""),
        "programme": "impulse",
        "edition": "2025",
        "block": "towns",
        "name": "Impulse",
        "block_name": "Städte",
        "level": "state",
        "funder": "Land",
        "authority": "Amt",
        "url": "https://example.org/impulse",
        "valid_from": "2025-01-01",
        "intake": "rounds",
        "closes": "2026-08-14",
        "topics": "participation",
        "financing": "proportional",
        "rate": "80",
        "amount_min": "20000.00",
        "amount_max": "85000.00",
        "amount_per": "project",
        "own_min_rate": "20",
        "early_start": "unknown",
        "payout": "unknown",
        "state_aid": "unknown",
        "conditions": "Der Rat hat beschlossen. | Antrag durch eine Stadt.",
        "combining": "Dazu sagt keine Quelle etwas.",
        "unknown": "combining | Runden ab 2027",
        "confidence": "high",
        "newest_source": "2025-06",
    }


def test_amounts_keep_their_places(clean: Make, tmp_path: Path) -> None:
    clean(("amount: {min: 20000, max: 85000}", "amount: [{max: 5}, {min: 2, max: 7, per: year}]"))

    (row,) = csv.DictReader(io.StringIO(as_csv(load_catalogue(tmp_path / "catalogue"))))

    assert [row[name] for name in ("amount_min", "amount_max", "amount_per")] == [
        " | 2.00",
        "5.00 | 7.00",
        "project | year",
    ]


def test_every_block_has_its_row() -> None:
    catalogue = load_catalogue()

    rows = list(csv.DictReader(io.StringIO(as_csv(catalogue))))

    assert [(row["programme"], row["edition"], row["block"]) for row in rows] == [
        (*edition.key, block.id) for edition in catalogue.editions for block in edition.blocks
    ]
    assert {None for row in rows if None in row or None in row.values()} == set()


def test_the_record_for_portals(clean: Make, tmp_path: Path) -> None:
    clean()
    catalogue = load_catalogue(tmp_path / "catalogue")

    data = json.loads(as_dcat(catalogue, "Musterstadt"))

    (record,) = data["@graph"]
    assert record["@type"] == "dcat:Dataset"
    assert record["dct:title"][0] == {
        "@value": "Förderprogramme für die Quartiersentwicklung",
        "@language": "de",
    }
    assert record["dct:description"]["@value"].startswith("1 Förderprogramme in 1 datierten Ausgaben")
    assert record["dct:publisher"]["foaf:name"]["@value"] == "Musterstadt"
    assert record["owl:versionInfo"] == catalogue.digest
    assert record["dct:temporal"] == {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": "2025-01-01", "@type": "xsd:date"},
    }
    assert [form["dcat:accessURL"] for form in record["dcat:distribution"]] == [
        {"@id": "catalogue.json"},
        {"@id": "catalogue.csv"},
    ]
    assert {form["dct:license"]["@id"].rpartition("/")[2] for form in record["dcat:distribution"]} == {"EUPL_1_2"}
    used = {key.partition(":")[0] for key in record if not key.startswith("@")} | {"foaf", "xsd"}
    assert used == set(data["@context"]), "every prefix is declared, none for nothing"
    assert "contributorID" not in json.dumps(data), "GovData assigns it to whoever publishes"


def test_an_end_only_where_all_end(clean: Make, other: Make, tmp_path: Path) -> None:
    clean(("until: null", "until: 2026-12-31"))
    other(("until: null", "until: 2027-06-30"))
    catalogue = load_catalogue(tmp_path / "catalogue")

    (record,) = json.loads(as_dcat(catalogue, "X"))["@graph"]

    assert record["dct:temporal"]["dcat:endDate"]["@value"] == "2027-06-30"


def test_use_of_facts(clean: Make, other: Make, tmp_path: Path) -> None:
    clean(("is: true}", "is: true}}\n  - {id: old, text: A., source: call, when: {fact: started, is: false}"))
    other(("rate: 80,", "base: {vat: if_not_recoverable},"))
    uses = fact_use(load_catalogue(tmp_path / "catalogue"))

    used = {use.name: (use.blocks, use.programmes) for use in uses if use.blocks}
    assert used == {
        "applicant.type": (2, 2),
        "council_resolution": (2, 2),
        "applicant.vat_recoverable": (1, 1),
        "started": (1, 1),
    }
    assert list(used) == ["applicant.type", "council_resolution", "applicant.vat_recoverable", "started"]
    assert asked(uses) == sum(use.fact.origin == "asked" for use in uses) > 100
