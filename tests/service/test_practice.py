"""Real projects are found by what people say, and each has its source."""

from __future__ import annotations

from quartier.model.project import Place
from quartier.places.register import load_register
from quartier.service.practice import practice, similar


def test_every_project_has_its_source_and_a_place_that_exists() -> None:
    register = load_register()

    assert len(practice()) == 67
    assert all(project.source.startswith(("https://", "http://")) for project in practice().values())
    wrong = [p.id for p in practice().values() if p.place.ags and register.by_ags(p.place.ags) is None]
    assert wrong == []


def test_similar_by_own_words() -> None:
    shop = similar("Wir wollen einen Dorfladen aufmachen, weil der letzte Laden geschlossen hat")

    assert len(shop) == 3
    assert all("nahversorgung" in project.tags for project in shop)
    assert similar("") == []
    assert similar("xyzzy") == []


def test_the_own_place_comes_first() -> None:
    words = "Begegnung Treffpunkt"
    last = similar(words, limit=3)[-1]

    assert similar(words, Place(ags=last.place.ags), limit=3)[0].place.ags == last.place.ags
