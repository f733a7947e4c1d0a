"""A programme in figures: the highest sum and rate of its blocks, its next window, who may apply."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from quartier.portal.programmes.figures import figures
from quartier.service.catalogue import the_catalogue

DAY = dt.date(2026, 3, 1)


def test_figures_of_a_programme_with_several_blocks() -> None:
    catalogue = the_catalogue()
    edition = catalogue.edition_at("bw-quartiersimpulse", DAY)
    assert edition
    found = figures(edition, catalogue, DAY)

    assert (found.most, found.least, found.per, found.rate) == (11_500_000, 2_000_000, "project", Fraction(4, 5))
    assert found.applicants == ("municipality", "county", "municipal_alliance")
    assert (found.in_force, found.as_of) == (True, "2025-11")


@pytest.mark.parametrize(
    ("day", "state"), [("2018-09-01", "closed"), ("2026-03-01", "closed")], ids=["before its time", "after its time"]
)
def test_nobody_applies_outside_the_time_of_an_edition(day: str, state: str) -> None:
    catalogue = the_catalogue()
    old = next(edition for edition in catalogue.editions if edition.key == ("bw-quartiersimpulse", "2020"))

    assert figures(old, catalogue, dt.date.fromisoformat(day)).state == state
