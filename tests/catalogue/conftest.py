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
