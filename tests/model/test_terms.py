"""Terms of grant law are found in all their forms, and only as whole words."""

from __future__ import annotations

import pytest

from quartier.model.terms import TERMS, terms_in


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Eigenanteile und Verwendungsnachweise bis zur Zweckbindungsfrist.",
            ["eigenanteil", "verwendungsnachweis", "zweckbindung"],
        ),
        ("Die Bewilligungsstelle schickt den Bewilligungsbescheid.", ["zuwendungsbescheid"]),
        ("Es gilt der Bewilligungszeitraum.", ["bewilligungszeitraum"]),
        ("De-minimis-Beihilfen und DAWI-De-minimis", ["de-minimis"]),
        ("vorzeitiger Maßnahmenbeginn, ANBest-K, Nebenbestimmungen", ["nebenbestimmungen", "massnahmenbeginn"]),
        ("Nothing here.", []),
    ],
)
def test_terms_in_a_text(text: str, keys: list[str]) -> None:
    assert [term.key for term in terms_in(text)] == keys


def test_every_term_is_found_by_its_name_and_has_a_place_of_its_own() -> None:
    assert [term.key for term in TERMS if term not in terms_in(term.name.de)] == []
    assert len({term.key for term in TERMS}) == len(TERMS)


@pytest.mark.parametrize("language", ["de", "en"])
def test_no_meaning_needs_another_term(language: str) -> None:
    """The list below a page shows only the terms the page uses."""
    used = {term.key: [other.key for other in terms_in(term.meaning.read(language))] for term in TERMS}

    assert {key: others for key, others in used.items() if set(others) - {key}} == {}
