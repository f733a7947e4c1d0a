"""Finding: what people type finds what they mean, first, and the same every time."""

import random
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quartier.catalogue.loading import built_in_folder
from quartier.places.finding import Hit, How, find, nearby
from quartier.places.register import Register, load_register

BUILT_IN = load_register(built_in_folder() / "places")


def keys(text: str, register: Register, limit: int = 10) -> list[str]:
    return [hit.municipality.ags for hit in find(text, register, limit)]


def found(text: str, register: Register) -> list[tuple[str, str, int, How]]:
    return [(hit.municipality.ags, hit.municipality.name, hit.score, hit.how) for hit in find(text, register)]


def test_the_whole_answer(register: Register) -> None:
    boll = register.by_ags("08117012")
    assert boll is not None
    assert find("Bad Boll", register) == (Hit(boll, 100, How.NAME),)


@pytest.mark.parametrize(
    ("text", "ags", "how"),
    [
        ("bad boll", "08117012", How.NAME),
        ("Boll", "08117012", How.PART),
        ("Gemeinde Bad Boll", "08117012", How.NAME),
        ("Bad Bol", "08117012", How.START),
        ("Bda Boll", "08117012", How.SIMILAR),
        ("St. Märgen", "08315094", How.NAME),
        ("Sankt Maergen", "08315094", How.NAME),
        ("st margen", "08315094", How.NAME),
        ("Villingen Schwenningen", "08326074", How.NAME),
        ("VillingenSchwenningen", "08326074", How.NAME),
        ("Muellheim", "08315074", How.START),
        ("Mullheim", "08315074", How.START),
        ("Schwäbisch Gmünd", "08136065", How.NAME),
        ("Schwäb. Gmünd", "08136065", How.START),
        ("Gmünd", "08136065", How.PART),
        ("Gmüdn", "08136065", How.SIMILAR),
        ("Freiburg", "08311000", How.START),
        ("freibrug", "08311000", How.SIMILAR),
        ("Neuenburg", "08315076", How.START),
        ("Neuenbürg", "08236043", How.NAME),
        ("Rheinfelden", "08336069", How.START),
        ("Rheinfelden (Baden)", "08336069", How.NAME),
        ("Tubingen", "08416041", How.NAME),
        ("Kreis Göppingen", "08117026", How.NAME),
        ("08117012", "08117012", How.KEY),
        ("08 1 17 012", "08117012", How.KEY),
        ("081175009012", "08117012", How.KEY),
        ("73087", "08117012", How.POSTAL_CODE),
        ("73087 Boll", "08117012", How.PART),
        ("08117013", "08117012", How.SIMILAR_KEY),
    ],
)
def test_first_hit(register: Register, text: str, ags: str, how: How) -> None:
    hits = {hit.municipality.ags: hit.how for hit in find(text, register)}
    assert hits[ags] is how
    if how is not How.SIMILAR_KEY:
        assert next(iter(hits)) == ags


def test_doubles_all_come_the_larger_first(register: Register) -> None:
    assert found("Altdorf", register) == [
        ("08115002", "Altdorf", 100, How.NAME),
        ("08116005", "Altdorf", 100, How.NAME),
        ("08119001", "Alfdorf", 79, How.SIMILAR),
    ]
    assert found("Altheim", register)[:3] == [
        ("08426008", "Altheim", 100, How.NAME),
        ("08425004", "Altheim", 100, How.NAME),
        ("08425005", "Altheim (Alb)", 95, How.START),
    ]


def test_doubles_come_beyond_the_limit(register: Register) -> None:
    assert keys("Altdorf", register, limit=1) == ["08115002", "08116005"]
    assert len(keys("Neuen", register, limit=1)) == 1


@pytest.mark.parametrize("form", ["{} {}", "{} (Landkreis {})", "{}, Kreis {}", "{} Lkr. {}"])
def test_doubles_are_told_apart_by_their_county(register: Register, form: str) -> None:
    names = Counter(place.name for place in register.municipalities)
    doubled = [place for place in register.municipalities if names[place.name] > 1]
    first = {place.ags: keys(form.format(place.name, place.county_name), register)[0] for place in doubled}
    assert len(first) == 16
    assert first == {ags: ags for ags in first}


def test_county_key_gives_the_county(register: Register) -> None:
    hits = find("08117", register, limit=100)
    assert {hit.municipality for hit in hits} == set(register.by_county("08117"))
    assert {(hit.score, hit.how) for hit in hits} == {(80, How.COUNTY)}


def test_postal_code_nobody_has_gives_its_neighbours(register: Register) -> None:
    assert found("73088", register) == [
        ("08117042", "Salach", 40, How.POSTAL_CODE),
        ("08117012", "Bad Boll", 40, How.POSTAL_CODE),
    ]


@pytest.mark.parametrize("text", ["", "   ", "…", "xqxqxq", "x[bold]y", "\x00", "0", "123456789012345"])
def test_nothing_found(register: Register, text: str) -> None:
    assert find(text, register) == ()


def test_every_municipality_by_its_name_and_key(register: Register) -> None:
    missed = [
        place.name
        for place in register.municipalities
        if keys(f"{place.name} {place.county_name}", register)[0] != place.ags
        or keys(place.ags, register)[0] != place.ags
        or place.ags not in keys(place.name, register)[:2]
    ]
    assert missed == []


def spoilt(name: str, chance: random.Random) -> list[str]:
    """The name with one letter lost, and with two letters swapped; the first and last stay."""
    at = chance.randrange(1, len(name) - 2)
    return [name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]]


def test_typing_errors_leave_the_name_among_the_first_three(register: Register) -> None:
    """Names of five letters and more: shorter ones become another place's name with one letter changed."""
    chance = random.Random(20300)  # noqa: S311 - the same sample every time
    places = [place for place in register.municipalities if len(place.name) > 4]
    missed = [
        (typed, place.name)
        for place in places
        for typed in spoilt(place.name, chance)
        if place.name not in [hit.municipality.name for hit in find(typed, register, 3)]
    ]
    assert missed == []


def test_all_germany(national: Register) -> None:
    assert [hit.municipality.county_label for hit in find("Garding", national)] == ["Kreis Nordfriesland"] * 2
    assert len([hit for hit in find("Neuenkirchen", national, 3) if hit.municipality.name == "Neuenkirchen"]) == 11
    assert keys("Frankfurt", national)[:2] == ["06412000", "12053000"]
    assert keys("Bad Homburg vor der Höhe", national)[0] == "06434001"
    missed = [
        place.ags
        for place in national.municipalities[::43]
        if place.ags not in keys(f"{place.name} {place.county_name}", national, 1)
    ]
    assert missed == []


def test_nearby_keys(register: Register) -> None:
    assert [place.ags for place in nearby("08117103", None, register)] == ["08117003", "08127103", "08117001"]
    assert [place.ags for place in nearby("08117103", "xqxqxq", register)] == ["08117003", "08127103", "08117001"]
    assert nearby("99999999", None, register) == ()
    assert [place.name for place in nearby("08117103", "Boll", register, 1)] == ["Bad Boll"]


@given(st.text(max_size=300))
@example("²³¼")
@example("٠٨١١٧٠١٢")
@example("ΐ ß ŉ ﬀ")
def test_any_text_is_answered(text: str) -> None:
    hits = find(text, BUILT_IN)
    assert hits == find(text, BUILT_IN)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert all(1 <= hit.score <= 100 for hit in hits)
