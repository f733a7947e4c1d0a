"""The links to steps lead to steps that exist and change the section."""

from __future__ import annotations

from quartier.portal.fit.steps import NAMES, SECTIONS, step_of, step_url
from quartier.portal.toolkit.steps import BY_SLUG


def test_steps_are_those_of_the_toolkit() -> None:
    assert {step: str(name) for step, name in NAMES.items()} == {
        slug: str(step.title) for slug, step in BY_SLUG.items()
    }
    assert [section for section, step in SECTIONS.items() if section not in BY_SLUG[step].sections] == []


def test_facts_lead_to_their_step() -> None:
    assert [step_of(name) for name in ("place.state", "costs.measures", "project.start", "topics", "nonsense")] == [
        "ort",
        "kosten",
        "wann",
        "was",
        "",
    ]


def test_addresses() -> None:
    assert step_url("abc", "ort") == "/foerderbaukasten/abc/schritt/ort/"
    assert step_url("abc", "") == "/foerderbaukasten/abc/"
