"""The real catalogue: what is indexed, every name finds its programme, the index is kept."""

from pathlib import Path

import pytest

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.store import Catalogue
from quartier.search.documents import Field, documents_of
from quartier.search.finding import index_of, search_catalogue

NAMED, MEANT = 3, 5
"""How far down a programme may stand whose name was typed (some share theirs), or that is only meant."""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(use_cache=False)


def test_one_document_a_programme_from_its_newest_edition(catalogue: Catalogue) -> None:
    documents = documents_of(catalogue)
    names = {document.programme: document.passages[0].text for document in documents}

    assert names == {programme: editions[-1].name.de for programme, editions in catalogue.by_programme.items()}
    assert list(names) == sorted(names)


def test_every_text_is_indexed(catalogue: Catalogue) -> None:
    fields = {passage.field for document in documents_of(catalogue) for passage in document.passages}

    assert fields == set(Field)


def test_every_name_and_id_finds_its_programme(catalogue: Catalogue) -> None:
    index = index_of(catalogue)
    missed = [
        (programme, text)
        for programme, editions in catalogue.by_programme.items()
        for text in (programme, editions[-1].name.de)
        if programme not in [hit.programme for hit in index.search(text, NAMED)]
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("Mittagstisch für Senioren", "bund-sgb12-71-altenhilfe"),
        ("Bürgerbus anschaffen", "bw-buergerbus-fahrzeug"),
        ("Handykurs für Omas", "bund-digitalpakt-alter"),
        ("Demenz-WG gründen", "kasse-wohngruppen-anschub"),
        ("Turnhalle sanieren", "bw-sportstaettenbau-kommunal"),
        ("Bäume gegen Hitze auf dem Marktplatz", "bund-anpaso"),
        ("Dorflade", "bw-elr-grundversorgung"),
        ("Sprachcafe für Flüchtlinge", "bund-bamf-integrationsprojekte"),
        ("denkmalgeschützte Kirche", "stiftung-denkmalschutz"),
        ("Obdachlose", "eu-esf-ehap-plus"),
        ("Quartiersentwicklng", "lotterie-dhw-quartier-konzept"),
        ("KfW 159", "bund-kfw-159"),
    ],
)
def test_project_words(text: str, programme: str, catalogue: Catalogue) -> None:
    assert programme in [hit.programme for hit in search_catalogue(text, catalogue, MEANT)]


def test_the_index_is_kept_as_long_as_the_catalogue_is_the_same(catalogue: Catalogue) -> None:
    other = Catalogue(catalogue.editions[:1], catalogue.vocabulary, "other")

    assert index_of(catalogue) is index_of(Catalogue(catalogue.editions, catalogue.vocabulary, catalogue.digest))
    assert (len(index_of(other)), len(index_of(catalogue))) == (1, len(catalogue.by_programme))


def test_indexes_are_not_kept_for_ever(catalogue: Catalogue) -> None:
    first = index_of(catalogue)
    for number in range(5):
        index_of(Catalogue((), catalogue.vocabulary, f"empty {number}"))

    assert index_of(catalogue) is not first


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    assert search_catalogue("Treff", load_catalogue(tmp_path, use_cache=False)) == []
