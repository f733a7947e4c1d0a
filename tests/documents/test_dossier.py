"""The dossier: names people know, editions of the plan, and what every page says."""

import datetime as dt

import pytest
from tests.documents.samples import dossier, example, town
from tests.planning.checking.conftest import edition, project

from quartier.documents.dossier import Dossier, short_digest


def test_every_page_says_draft_day_and_catalogue() -> None:
    assert dossier().state_words == "Entwurf · Stand 01.03.2026 · Katalog 0"
    assert short_digest("sha256:0123456789abcdef") == "0123456789ab"


def test_grants_of_one_name_are_told_apart_by_their_party() -> None:
    assert dossier(project()).grant_names == ("LAND (gemeinde)", "LAND (verein)")
    assert dossier().grant_names == ("LAND",)


def test_the_conditions_of_each_grant_are_looked_up() -> None:
    of = example("dorfgemeinschaftshaus")

    assert all(of.reasons_of(grant) for grant in of.plan.grants)
    assert {reason.status for grant in of.plan.grants for reason in of.reasons_of(grant)} <= {"met", "open"}


def test_places_have_the_name_of_the_register() -> None:
    assert example("dorfgemeinschaftshaus").place_name == "Hülben"
    assert dossier(town(place={"name": "Musterdorf"})).place_name == "Musterdorf"
    assert not dossier().place_name


def test_the_other_plans_are_the_alternatives() -> None:
    of = example("dorfgemeinschaftshaus", plan=1)

    assert of.plan.objective == "fewest_applications"
    assert [plan.objective for plan in of.alternatives] == ["least_own_funds", "safest"]


def test_meetings_are_sorted_and_named_once() -> None:
    late, early = dt.date(2026, 6, 9), dt.date(2026, 5, 5)

    assert dossier(council=(late, early, late)).council_dates == (early, late)


def test_an_edition_the_catalogue_has_no_more_is_an_error() -> None:
    of = dossier()
    other = Dossier(of.project, of.plan, dossier(town(), edition("bund")).catalogue, of.as_of)

    with pytest.raises(LookupError, match="land/2026"):
        other.edition_of(of.plan.grants[0])


def test_a_later_start_moves_the_whole_period() -> None:
    of = example("landkreis")

    assert str(of.plan.start) == "2027-07"
    assert of.period_words == "Juli 2027 bis Juni 2029"
