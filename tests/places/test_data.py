"""The data set in `catalogue/places`: complete, consistent, its sources named."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from quartier.catalogue.loading import built_in_folder
from quartier.places.register import Register

PLACES = built_in_folder() / "places"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_file_is_described() -> None:
    readme = (PLACES / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in PLACES.iterdir() if path.name != "README.md")
    assert [name for name in files if f"`{name}`" not in readme] == []
    assert "Datenquelle: Statistisches Bundesamt (Destatis), Gemeindeverzeichnis" in readme


def test_leader_municipalities_are_those_of_the_register(register: Register) -> None:
    listed = rows(PLACES / "leader-municipalities-bw.csv")
    names = {place.ags: place.name for place in register.municipalities}
    assert [row for row in listed if names.get(row["ags"]) != row["name"]] == []
    assert Counter(row["ags"] for row in listed).most_common(1)[0][1] == 1
    assert Counter(row["extent"] for row in listed) == {"whole": 211, "partly": 11}
    assert [row for row in listed if (row["extent"] == "partly") != bool(row["extent_note"])] == []
    assert [row for row in listed if not row["source"].startswith("http") or not row["evidence"]] == []


def test_leader_regions_say_how_complete_their_lists_are() -> None:
    regions = rows(PLACES / "leader-regions-bw.csv")
    counts = Counter(row["leader_region"] for row in rows(PLACES / "leader-municipalities-bw.csv"))
    assert {row["name"]: int(row["municipalities_listed"]) for row in regions} == {
        row["name"]: counts[row["name"]] for row in regions
    }
    assert sum(counts.values()) == 222
    assert Counter(row["members"] for row in regions) == {"complete": 6, "partial": 4, "none": 10}
    complete = [row for row in regions if row["members"] == "complete"]
    assert [row for row in complete if row["municipalities_stated"] != row["municipalities_listed"]] == []


@pytest.mark.parametrize("name", ["municipalities-bw.csv", "counties-bw.csv"])
def test_tables_are_the_checked_facts(shared: Path, name: str) -> None:
    facts = shared / "facts" / name
    if not facts.is_file():
        pytest.skip(f"../shared/facts/{name} is missing")
    assert rows(PLACES / name) == rows(facts)


def test_leader_lists_say_what_their_source_says(shared: Path) -> None:
    source = shared / "data" / "leader-gemeinden-bw.csv"
    if not source.is_file():
        pytest.skip("../shared/data/leader-gemeinden-bw.csv is missing")
    listed = {
        (row["ags"], row["leader_region"], row["extent"], row["extent_note"], row["source"])
        for row in rows(PLACES / "leader-municipalities-bw.csv")
    }
    extents = {"ganz": "whole", "teilweise": "partly"}
    assert listed == {
        (row["ags"], row["leader_region"], extents[extent], note, row["quelle"])
        for row in rows(source)
        for extent, _, note in [row["umfang"].partition(": ")]
    }
