"""Makers of catalogue folders and files as people write them."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

EDITION = """\
format: quartier.programme/1
programme: impulse
edition: "2025"
valid: {from: 2025-01-01, until: null}
name: Impulse
summary: Ein Programm.
level: state
funder: Land
authority: {name: Amt}
topics: [participation]
sources:
  call: {title: Ausschreibung, as_of: 2025-06}
intake: {kind: rolling}
conditions:
  - {id: council, text: Beschluss., source: call, when: {fact: council_resolution, is: true}}
blocks:
  - id: main
    name: Baustein
    pays: {financing: proportional, rate: 80}
confidence: high
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test has a cache of its own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("QUARTIER_CACHE", str(folder))
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file below the temporary folder and return its path."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
        return path

    return make


@pytest.fixture
def add(write: Callable[[str, str], Path]) -> Callable[..., Path]:
    """Add an edition to the folder `catalogue`, with lines of the usual one replaced."""

    def make(name: str = "impulse", *replaced: tuple[str, str]) -> Path:
        text = EDITION
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        return write(f"catalogue/state/{name}.yaml", text)

    return make


CLEAN = """\
format: quartier.programme/1
programme: impulse
edition: "2025"
valid: {from: 2025-01-01, until: null}
name: {de: Impulse, en: Impulses}
summary: {de: "Geld für Quartiere.", en: "Money for neighbourhoods."}
level: state
funder: Land
authority: {name: Amt, url: "https://example.org/amt"}
url: https://example.org/impulse
topics: [participation]
sources:
  call: {title: Ausschreibung, url: "https://example.org/call", as_of: 2025-06}
intake:
  kind: rounds
  rounds: [{opens: 2026-06-08, closes: 2026-08-14, start_from: 2026-10-01, source: call}]
conditions:
  - {id: council, text: "Der Rat hat beschlossen.", source: call, when: {fact: council_resolution, is: true}}
blocks:
  - id: towns
    name: Städte
    source: call
    conditions:
      - {id: who, text: "Antrag durch eine Stadt.", source: call, when: {fact: applicant.type, in: [municipality]}}
    pays: {financing: proportional, rate: 80, amount: {min: 20000, max: 85000}, own: {min_rate: 20}}
combining:
  - {with: {any: true}, rule: unknown, text: "Dazu sagt keine Quelle etwas."}
remarks:
  - {text: "Der Antrag ist kurz.", source: call}
unknown: [combining, "Runden ab 2027"]
confidence: high
sheets: [bw-impulse]
examples: ["Eine Stadt baut einen Treff.", "Ein Dorf plant mit allen."]
"""


@pytest.fixture
def clean(write: Callable[[str, str], Path]) -> Callable[..., Path]:
    """Add an edition that keeps all rules, with texts replaced; `name` is its place below `programmes`."""

    def make(*replaced: tuple[str, str], name: str = "state/impulse/2025") -> Path:
        text = CLEAN
        for old, new in replaced:
            assert old in text, old
            text = text.replace(old, new)
        return write(f"catalogue/programmes/{name}.yaml", text)

    return make


@pytest.fixture
def other(clean: Callable[..., Path]) -> Callable[..., Path]:
    """Add an edition of a second programme, `taler`, that shares no text with the first."""

    def make(*replaced: tuple[str, str]) -> Path:
        names = (("programme: impulse", "programme: taler"), ("{de: Impulse, en: Impulses}", "{de: Taler, en: Coins}"))
        texts = (("Geld für Quartiere.", "Geld für Gruppen."), ("Money for neighbourhoods.", "Money for groups."))
        sheet = (("[bw-impulse]", "[bw-taler]"),)
        return clean(*names, *texts, *sheet, *replaced, name="state/taler/2025")

    return make
