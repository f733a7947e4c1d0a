"""Licences and topics are complete; pictures find the words of the page's language."""

from __future__ import annotations

import library_files as files
import pytest
from django.utils.translation import override

from quartier.catalogue.loading import load_catalogue
from quartier.portal.library.licences import BY_KEY, LICENCES
from quartier.portal.library.topics import Topic


def test_every_licence_says_what_it_allows() -> None:
    assert len(BY_KEY) == len(LICENCES) == 5
    for licence in LICENCES:
        assert str(licence.terms).endswith(".")
        assert str(licence.short)
        assert not licence.url or licence.url.startswith("https://")


def test_the_first_topics_are_the_fields_of_action_in_the_catalogue() -> None:
    labels = load_catalogue().vocabulary.labels["topics"]

    assert list(Topic.values)[: len(labels)] == list(labels)
    with override("de"):
        assert {topic: str(Topic(topic).label) for topic in labels} == labels


@pytest.mark.django_db
@pytest.mark.usefixtures("site")
def test_alternative_text_in_the_language_of_the_page() -> None:
    picture = files.make_picture(alt="Ein Platz", alt_en="A square")
    german_only = files.make_picture(alt="Ein Platz")

    with override("en"):
        assert (picture.default_alt_text, german_only.default_alt_text) == ("A square", "Ein Platz")
    with override("de"):
        assert picture.default_alt_text == "Ein Platz"
    assert str(picture) == picture.title
