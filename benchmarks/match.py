"""How fast one project is matched: with the catalogue as it is, and with one grown to 2,500 editions in force.

`python benchmarks/match.py [EDITIONS]` prints the median of each step with its target. The grown catalogue repeats the
real files under other names with other thresholds and amounts, so that their conditions are not all the same.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

from quartier.catalogue.loading import built_in_folder, load_catalogue
from quartier.catalogue.reading import read
from quartier.catalogue.store import Catalogue
from quartier.matching.answer import match_project
from quartier.matching.verdicts import Matcher
from quartier.model.project import Project
from quartier.places.facts import PlaceFacts, place_facts
from quartier.places.register import load_register

EDITIONS = 2500
DAY = dt.date(2026, 3, 1)
PROJECT = """\
format: quartier.project/1
title: Dorfgemeinschaftshaus mit Mittagstisch
as_of: 2026-03-01
place: {ags: "08415059"}
period: {start: 2027-01, end: 2028-12}
topics: [care_health, participation]
parties:
  - {id: gemeinde, type: municipality}
  - {id: verein, type: registered_association, facts: {public_benefit: true}}
facts: {council_resolution: true, citizen_participation: true, started: false}
costs:
  - {id: umbau, kind: investment, measure: building, net: {2027: 320000, 2028: 320000}, vat_rate: 19}
  - {id: beratung, kind: fees, measure: building, net: {2027: 6400}, vat_rate: 19, units: {days: 8}}
  - {id: tisch, party: verein, kind: materials, measure: meal_service, gross: {2027: 4000, 2028: 4000}}
"""
THRESHOLD = re.compile(r"\b(at_least|at_most|above|below): (\d+)\b|\b(max): (\d{4,})\b")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("editions", nargs="?", type=int, default=EDITIONS)
    wanted = parser.parse_args().editions
    with tempfile.TemporaryDirectory() as name:
        os.environ["QUARTIER_CACHE"] = str(Path(name) / "cache")
        project = Path(name) / "project.yaml"
        project.write_text(PROJECT, encoding="utf-8")
        measure("catalogue as it is", built_in_folder(), project, "1000")
        grown = Path(name) / "catalogue"
        grow(grown, wanted)
        measure(f"grown to {wanted} editions", grown, project, "")


def grow(folder: Path, wanted: int) -> None:
    """All real editions under their own names, then copies of those in force until `wanted` are in force."""
    root, catalogue = built_in_folder(), load_catalogue()
    everything = [edition.key for edition in catalogue.editions]
    in_force = [edition.key for edition in catalogue.in_force(DAY)]
    copies = cycle(in_force)
    rounds = [(0, key) for key in everything]
    rounds += [(1 + number // len(in_force), next(copies)) for number in range(max(0, wanted - len(in_force)))]
    for copy, key in rounds:
        text = (root / catalogue.files[key]).read_text(encoding="utf-8")
        if copy:
            text = re.sub(r"^programme: (\S+)", rf"programme: \1-copy{copy}", text, flags=re.MULTILINE)
            text = THRESHOLD.sub(partial(raised, copy), text)
        target = folder / f"{copy}" / catalogue.files[key].replace("/", "_")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def raised(more: int, found: re.Match[str]) -> str:
    """The same threshold, a little higher."""
    return f"{found[1] or found[3]}: {int(found[2] or found[4]) + more}"


def measure(title: str, folder: Path, project_file: Path, process_target: str) -> None:
    """Each step by itself, then the command as a whole."""
    print(f"\n{title}")
    show("read and check all files, no cache", lambda: load_catalogue(folder, use_cache=False), runs=1)
    catalogue = load_catalogue(folder)
    show("load from the cache", lambda: load_catalogue(folder), runs=5)
    project = read(Project, project_file)
    place = place_facts(project.place, load_register())
    editions = catalogue.in_force(project.decision_date)
    show("put the conditions into the network", lambda: Matcher(editions, catalogue.vocabulary), runs=5)
    matcher = Matcher(editions, catalogue.vocabulary)
    verdicts = matcher.verdicts(project, place.values, place.notes)
    reasons = sum(len(verdict.results) for verdict in verdicts)
    nodes = len(matcher.network.trees)
    print(
        f"  {len(editions)} editions in force, {len(verdicts)} verdicts, {reasons} reasons, {nodes} distinct conditions"
    )
    show("verdicts", lambda: matcher.verdicts(project, place.values, place.notes), target="10")
    show("verdicts with all reasons", lambda: with_reasons(matcher, project, place), target="50")
    show("the same with every sentence", lambda: with_sentences(matcher, project, place))
    show("whole answer with amounts and changes", lambda: answer(project, catalogue, place, matcher), runs=5)
    command = [sys.executable, "-c", "from quartier.cli import main; main()", "match", str(project_file)]
    whole = [*command, "--catalogue", str(folder)]
    show("`quartier match`, whole process", lambda: silently(whole), target=process_target, runs=5)
    show("`quartier match --json`, whole process", lambda: silently([*whole, "--json"]), target=process_target, runs=5)
    print(f"  {'peak memory of the largest process so far':45} {peak():9.0f} MB")


def with_reasons(matcher: Matcher, project: Project, place: PlaceFacts) -> int:
    """Every requirement of every verdict with its outcome and source."""
    verdicts = matcher.verdicts(project, place.values, place.notes)
    return sum(len(verdict.results) for verdict in verdicts)


def with_sentences(matcher: Matcher, project: Project, place: PlaceFacts) -> int:
    """And what is wanted and given in German."""
    verdicts = matcher.verdicts(project, place.values, place.notes)
    return sum(len(result.sentence) for verdict in verdicts for result in verdict.results)


def answer(project: Project, catalogue: Catalogue, place: PlaceFacts, matcher: Matcher) -> int:
    """The answer as JSON."""
    return len(match_project(project, catalogue, place, matcher).model_dump_json())


def silently(command: list[str]) -> None:
    """Run a command to its end."""
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own program


def peak() -> float:
    """The highest memory of any child process, in MB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def show(step: str, run: Callable[[], object], target: str = "", runs: int = 15) -> None:
    """The median of some runs in milliseconds, and the target."""
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        run()
        times.append((time.perf_counter() - begin) * 1000)
    beside = f"  (target {target})" if target else ""
    print(f"  {step:45} {statistics.median(times):9.2f} ms{beside}")


if __name__ == "__main__":
    main()
