"""What other apps get: found programmes with the number of all, and a process that is ready for visitors."""

from __future__ import annotations

from django.utils.translation import override

from quartier.portal.programmes.keeping import today
from quartier.portal.programmes.rows import all_rows
from quartier.portal.programmes.services import search_programmes, warm_up
from quartier.search.finding import search_catalogue
from quartier.service.catalogue import the_catalogue


def test_the_best_are_shown_and_all_are_counted() -> None:
    found, total = search_programmes("Mittagstisch für Senioren", 3)
    hits = search_catalogue("Mittagstisch für Senioren", the_catalogue(), 1000)

    assert [one.url for one in found] == [f"/programme/{hit.programme}/" for hit in hits[:3]]
    assert total == len(hits)


def test_found_in_english() -> None:
    with override("en"):
        found, _ = search_programmes("Beteiligungstaler", 1)

    assert (found[0].title, found[0].url) == ("Participation Thaler (state)", "/en/programme/bw-beteiligungstaler/")


def test_warm() -> None:
    warm_up()

    assert all_rows(today()) is all_rows(today())
