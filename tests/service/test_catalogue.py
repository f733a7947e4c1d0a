"""The catalogue is read once, its conditions are compiled once, a published one takes its place."""

import datetime as dt
from pathlib import Path

from quartier.catalogue.store import Catalogue
from quartier.matching.answer import match_project
from quartier.service.catalogue import matcher_on, publish, screen, the_catalogue, warm_up
from quartier.service.inputs import read_inputs

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dorfladen.yaml"


def test_read_once() -> None:
    assert the_catalogue() is the_catalogue()
    assert len(the_catalogue().by_programme) > 100


def test_a_published_catalogue_is_answered_from() -> None:
    before = the_catalogue()
    other = Catalogue(before.editions[:3], before.vocabulary, "sha256:other")
    publish(other)
    try:
        assert the_catalogue() is other
    finally:
        publish(before)
    assert the_catalogue() is before


def test_days_with_the_same_editions_share_their_conditions() -> None:
    catalogue = the_catalogue()
    first, second = dt.date(2026, 3, 1), dt.date(2026, 3, 2)
    assert catalogue.in_force(first) == catalogue.in_force(second)

    assert matcher_on(catalogue, first) is matcher_on(catalogue, second)
    assert matcher_on(catalogue, dt.date(2019, 3, 1)) is not matcher_on(catalogue, first)


def test_the_server_says_what_the_command_says() -> None:
    warm_up(dt.date(2026, 3, 1))
    given = read_inputs(EXAMPLE)

    assert screen(given).answer() == match_project(given.project, given.catalogue, given.place)
