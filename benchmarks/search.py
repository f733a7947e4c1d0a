"""How well and how fast project words find programmes.

`python benchmarks/search.py [DOCUMENTS]` prints the hit rates on the test pairs (invented programmes, questions as
people ask them) and the times on the real catalogue grown to 2,500 programmes, with the targets beside. The grown
catalogue mixes the real texts and makes new compounds of their words, so that its vocabulary grows too.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from quartier.catalogue.loading import load_catalogue
from quartier.search.documents import Field, Passage, SearchDocument, documents_of
from quartier.search.index import SearchIndex

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "search" / "data" / "suche-testpaare.json"
DOCUMENTS, RUNS = 2500, 5
WORD = re.compile(r"[^\W\d_]{4,}")
EVERYDAY = (
    "Mittagstisch für Senioren",
    "Mitagstisch",
    "Nachbarschafshilfe",
    "Quartiersentwicklng im Statdteil",
    "Gemeindehaeuser",
    "Quart",
    "KfW 159",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=DOCUMENTS)
    wanted = parser.parse_args().documents
    pairs = json.loads(PAIRS.read_text(encoding="utf-8"))
    hit_rates(pairs)
    queries = [pair["anfrage"] for pair in (*pairs["satz_a"], *pairs["satz_b"])]
    real = documents_of(load_catalogue())
    times(f"{len(real)} programmes of the catalogue", real, queries)
    times(f"grown to {wanted} programmes", grown(real, wanted), queries)


def hit_rates(pairs: dict[str, Any]) -> None:
    """Rank of the expected programme for every question of the test pairs."""
    for title, with_examples in (("with example projects", True), ("without example projects", False)):
        index = SearchIndex.of(invented(pairs, with_examples=with_examples))
        ranks = {part: [rank(index, pair) for pair in pairs[part]] for part in ("satz_a", "satz_b")}
        print(f"\ntest pairs, {len(index)} programmes {title}")
        for part, found in (*ranks.items(), ("both", [*ranks["satz_a"], *ranks["satz_b"]])):
            shares = ", ".join(f"{sum(place <= most for place in found):2} in top {most}" for most in (1, 3, 10))
            reciprocal = statistics.mean(1 / place for place in found)
            target = " (target: 24 in top 3)" if part == "both" and with_examples else ""
            print(f"  {part:8} {len(found)} questions: {shares}, mean reciprocal rank {reciprocal:.2f}{target}")


def invented(pairs: dict[str, Any], *, with_examples: bool) -> list[SearchDocument]:
    """The programmes of the test pairs."""
    return [
        SearchDocument(
            programme["id"],
            (
                Passage(Field.SUMMARY, programme["text"]),
                *(Passage(Field.EXAMPLE, text) for text in programme["beispielvorhaben"] if with_examples),
            ),
        )
        for programme in pairs["programme"]
    ]


def rank(index: SearchIndex, pair: dict[str, str]) -> float:
    """Where the expected programme stands, infinity where it is not found."""
    found = [hit.programme for hit in index.search(pair["anfrage"], len(index))]
    return found.index(pair["erwartet"]) + 1 if pair["erwartet"] in found else float("inf")


def grown(real: Sequence[SearchDocument], wanted: int) -> list[SearchDocument]:
    """The real documents, then mixtures of them; always the same."""
    chance = random.Random(2030)  # noqa: S311 - no secret
    words = sorted({word for document in real for passage in document.passages for word in WORD.findall(passage.text)})
    return [
        *real[:wanted],
        *(mixed(real[number % len(real)], number, words, chance) for number in range(len(real), wanted)),
    ]


def mixed(document: SearchDocument, number: int, words: Sequence[str], chance: random.Random) -> SearchDocument:
    """A document with a third of its words replaced, some of them by new compounds."""

    def other(found: re.Match[str]) -> str:
        drawn = chance.random()
        if drawn > 1 / 3:
            return found[0]
        word = chance.choice(words)
        return word if drawn > 1 / 10 else f"{word}{chance.choice(words).lower()}"

    passages = tuple(Passage(passage.field, WORD.sub(other, passage.text)) for passage in document.passages)
    return SearchDocument(f"{document.programme}-{number}", passages)


def times(title: str, documents: Sequence[SearchDocument], queries: Sequence[str]) -> None:
    """Building the index, then every question five times; the first time counts like the others."""
    texts = [passage.text for document in documents for passage in document.passages]
    words = sum(len(text.split()) for text in texts)
    distinct = len({word for text in texts for word in WORD.findall(text)})
    begin = time.perf_counter()
    index = SearchIndex.of(documents)
    built = time.perf_counter() - begin
    print(f"\n{title}: {words} words, {distinct} different ones of four letters and more")
    print(f"  {'build the index, once':45} {built * 1000:9.0f} ms")
    groups = {
        "questions of the test pairs": queries,
        "short searches, some mistyped": EVERYDAY,
        "40 words that do not exist": [
            " ".join(f"Quatirsentwiklun{first}{second}" for first in "abcde" for second in "stuvwxyz")
        ],
    }
    for name, asked in groups.items():
        taken = sorted(once(index, query) for query in asked for _ in range(RUNS))
        late = taken[int(len(taken) * 0.95)]
        mean = f"mean {statistics.mean(taken):5.2f} ms, 95 % within {late:5.2f} ms, slowest {taken[-1]:5.2f} ms"
        print(f"  {name:45} {mean} (target: 20 ms)")


def once(index: SearchIndex, query: str) -> float:
    """One search in milliseconds."""
    begin = time.perf_counter()
    index.search(query)
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
