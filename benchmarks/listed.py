"""How fast the Förderdatenbank is imported, read, judged and searched, with made-up tables as large as the real one.

`python benchmarks/listed.py [ROWS]` prints median milliseconds and the target where there is one.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import hashlib
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quartier.catalogue.listed.coarse import judge
from quartier.catalogue.listed.codes import CODES
from quartier.catalogue.listed.contract import COLUMNS, Column, Kind
from quartier.catalogue.listed.importing import import_listed
from quartier.catalogue.listed.store import listed_file, read_listing
from quartier.cli.listed_find import document_of
from quartier.model.listed import PAGES, Listing
from quartier.search.index import SearchIndex

DAY = dt.date(2026, 11, 25)
SYLLABLES = "bau bil den dorf ein fahr feld ge haus hei klima kran land markt nach pfle quar schul stadt tier ver wald"
LONG = {"description": 250, "legal_basis": 3000}
"""Words of the long texts; others have ten."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=2500)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        os.environ["QUARTIER_DATA"] = name
        table = Path(name) / "programme.csv"
        write_table(table, rows)
        print(f"{rows} programmes, table of {table.stat().st_size / 1e6:.0f} MB")
        show("import of the table (target 5000)", lambda: import_listed(table, DAY))
        print(f"stored: {listed_file().stat().st_size / 1e6:.1f} MB")
        show("reading what was imported", read_listing)
        listing = read_listing()
        assert listing is not None  # noqa: S101 - for the type checker
        measure_search(listing)


def measure_search(listing: Listing) -> None:
    """Judging and searching what was imported."""
    facts = {"town": {"applicant.type": "municipality", "place.state": "BW"}}
    show("judging every programme for a town", lambda: [judge(entry, facts) for entry in listing.programmes])
    show("building the index", lambda: SearchIndex.of(map(document_of, listing.programmes)))
    index = SearchIndex.of(map(document_of, listing.programmes))
    show("one search", lambda: index.search("Mittagstisch im Dorfhaus"))


def write_table(path: Path, rows: int) -> None:
    """A table that keeps the contract; the same every time."""
    luck = random.Random(7)  # noqa: S311 - no secret
    words = ["".join(luck.choices(SYLLABLES.split(), k=luck.randint(1, 4))) for _ in range(20_000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.name for column in COLUMNS)
        for number in range(rows):
            writer.writerow(cell(column, number, words, luck) for column in COLUMNS)


def cell(column: Column, number: int, words: list[str], luck: random.Random) -> str:
    """A cell of the kind the column holds."""
    key = f"land-bw-programm-{number}"
    match column.kind:
        case Kind.TEXT:
            return " ".join(luck.choices(words, k=LONG.get(column.name, 10)))
        case Kind.CODES:
            assert column.facet is not None  # noqa: S101 - for the type checker
            return json.dumps(luck.sample(sorted(CODES[column.facet]), k=2))
        case Kind.TEXTS:
            return json.dumps(luck.choices(words, k=3))
        case Kind.LINKS:
            return json.dumps([{"url": "https://example.org/", "title": "Mehr dazu"}])
        case _:
            return {
                Kind.SLUG: key,
                Kind.PAGE: f"{PAGES}Land/BW/programm-{number}.html",
                Kind.HASH: hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(),
                Kind.WEEK: "2026-W34",
                Kind.WEEKS: '["2026-W33", "2026-W34"]',
                Kind.TIME: "2025-05-26T12:00:00.000000+0000",
                Kind.BOOLEAN: "false",
                Kind.LICENCE: "Programm, lizensiert unter CC BY-ND 4.0",
            }[column.kind]


def show(title: str, step: Callable[[], object], runs: int = 5) -> None:
    """The median of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    print(f"{title:68}{statistics.median(times) * 1000:9.2f} ms")


if __name__ == "__main__":
    main()
