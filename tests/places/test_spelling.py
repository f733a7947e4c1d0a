"""Spellings made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quartier.places.spelling import base_name, before_comma, compact, loose, with_county, without_leading, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bad Boll", ("bad", "boll")),
        ("  BAD-BOLL ", ("bad", "boll")),
        ("Sankt Märgen", ("st", "maergen")),
        ("St. Märgen", ("st", "maergen")),
        ("Ma\u0308rgen", ("maergen",)),
        ("Gaußstadt", ("gaussstadt",)),
        ("Höchst im Odenwald", ("hoechst", "i", "odenwald")),
        ("Höchst i. Odw.", ("hoechst", "i", "odw")),
        ("Cottbus/Chóśebuz", ("cottbus", "chosebuz")),
        ("Rheinfelden (Baden)", ("rheinfelden", "baden")),
        ("73087 Bad Boll", ("73087", "bad", "boll")),
        ("…_–", ()),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize("text", ["Müllheim", "Muellheim", "Mullheim", "MÜLLHEIM", "Müll-heim"])
def test_umlauts_written_out_or_forgotten(text: str) -> None:
    assert compact(words(text)) == "mullheim"


def test_loose_keeps_other_letters() -> None:
    assert loose("neue baeder fuer alle") == "neu bader fur alle"


@pytest.mark.parametrize("text", ["Altdorf Böblingen", "Altdorf (Landkreis Böblingen)", "altdorf, kr. boeblingen"])
def test_name_and_county(text: str) -> None:
    assert with_county(words(text)) == "altdorfboeblingen"


def test_county_named_after_a_landscape() -> None:
    assert with_county(words("Lauf Ortenaukreis")) == with_county(words("Lauf (Ortenau)"))


def test_leading_word() -> None:
    assert [without_leading(words(text)) for text in ("Gemeinde Bad Boll", "Bad Boll", "")] == [("bad", "boll"), (), ()]


@pytest.mark.parametrize(
    ("name", "base"),
    [("Rheinfelden (Baden)", "Rheinfelden"), ("Eislingen/Fils", "Eislingen"), ("Aalen", "Aalen"), ("(x)", "")],
)
def test_base_name(name: str, base: str) -> None:
    assert base_name(name) == base


def test_before_comma() -> None:
    assert [before_comma(name) for name in ("Aalen, Stadt", "Schliersee, M", "Bad Boll")] == [
        "Aalen",
        "Schliersee",
        "Bad Boll",
    ]


@given(st.text())
def test_words_stay_the_same_when_read_again(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
