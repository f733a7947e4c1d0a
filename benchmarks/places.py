"""How fast places are read and found: the built-in register, and all Germany where an official file is given.

`python benchmarks/places.py [OFFICIAL.xlsx]` prints median milliseconds and the target where there is one.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from quartier.catalogue.loading import built_in_folder
from quartier.model.project import Place
from quartier.places.facts import place_facts
from quartier.places.finding import find
from quartier.places.importing import import_official
from quartier.places.register import load_register

QUERIES = ("Bad Boll", "Schwäb. Gmünd", "Reutlingne", "Altdorf Böblingen", "73087", "Villingen Schwenningen")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("official", nargs="?", type=Path)
    official = parser.parse_args().official
    measure("Baden-Württemberg", built_in_folder() / "places")
    if official is None:
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        show("import of the official file", lambda: import_official(official, folder), runs=3)
        measure("Germany", folder)


def measure(name: str, folder: Path) -> None:
    """Each step anew, as the command line does it."""
    show(f"{name}: register and facts of one place (target 20)", lambda: facts(folder))
    show(f"{name}: all municipalities", lambda: load_register(folder).municipalities)
    show(f"{name}: first search", lambda: find("Bad Boll", load_register(folder)))
    register = load_register(folder)
    find("", register)
    for query in QUERIES:
        show(f"{name}: search „{query}“", partial(find, query, register))


def facts(folder: Path) -> object:
    """What `quartier match` needs of a place."""
    return place_facts(Place(ags="08117012"), load_register(folder))


def show(title: str, step: Callable[[], object], runs: int = 15) -> None:
    """The median of some runs, in milliseconds."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        step()
        times.append(time.perf_counter() - begin)
    print(f"{title:68}{statistics.median(times) * 1000:9.2f} ms")


if __name__ == "__main__":
    main()
