"""Loading a catalogue: checked as a whole, the same from the cache as from the files, and never from a stale cache."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from quartier.catalogue.loading import built_in_folder, edition_files, load_catalogue
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.store import Catalogue


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalogue").mkdir()
    return tmp_path / "catalogue"


def complaints(folder: Path) -> list[str]:
    with pytest.raises(BadInputError) as caught:
        load_catalogue(folder, use_cache=False)
    return [str(problem).removeprefix(f"{folder}/") for problem in caught.value.problems]


def test_an_empty_folder_is_an_empty_catalogue(folder: Path) -> None:
    assert load_catalogue(folder).editions == ()


def test_a_missing_folder(folder: Path) -> None:
    assert complaints(folder / "nowhere") == [f"{folder}/nowhere: diesen Katalog-Ordner gibt es nicht"]


def test_the_cache_gives_what_the_files_give(folder: Path, add: Callable[..., Path], cache: Path) -> None:
    add("b", ("programme: impulse", "programme: b"))
    add("a", ("programme: impulse", "programme: a"))
    first, second = load_catalogue(folder), load_catalogue(folder)

    assert [edition.programme for edition in first.editions] == ["a", "b"]
    assert first.files == {("a", "2025"): "state/a.yaml", ("b", "2025"): "state/b.yaml"}
    assert (second, load_catalogue(folder, use_cache=False), load_catalogue(folder, lean=True)) == (first, first, first)
    assert len(list(cache.iterdir())) == 1


def test_any_change_of_a_file_is_seen(folder: Path, add: Callable[..., Path]) -> None:
    add("a")
    before = load_catalogue(folder)
    add("a", ("rate: 80", "rate: 70"))
    after = load_catalogue(folder)

    assert before.digest != after.digest
    assert [one.editions[0].blocks[0].pays.rate for one in (before, after)] == [Fraction(8, 10), Fraction(7, 10)]


def test_a_broken_cache_is_read_over(folder: Path, add: Callable[..., Path], cache: Path) -> None:
    add("a")
    first = load_catalogue(folder)
    for file in cache.iterdir():
        file.write_text("{", encoding="utf-8")

    assert load_catalogue(folder) == first


def test_half_a_cache_is_read_over(folder: Path, add: Callable[..., Path], cache: Path) -> None:
    add("a")
    first = load_catalogue(folder)
    for file in cache.iterdir():
        file.write_bytes(file.read_bytes().splitlines(keepends=True)[0])

    assert load_catalogue(folder) == first


def test_a_cache_that_cannot_be_written_only_costs_time(folder: Path, add: Callable[..., Path], cache: Path) -> None:
    add("a")
    cache.write_text("a file where the folder should be", encoding="utf-8")

    assert [edition.programme for edition in load_catalogue(folder).editions] == ["impulse"]


def test_bad_editions_are_never_cached(folder: Path, add: Callable[..., Path], cache: Path) -> None:
    add("a", ("rate: 80", "rate: 180"))
    with pytest.raises(BadInputError):
        load_catalogue(folder)

    assert not cache.exists()


def test_mistakes_of_all_files_at_once(folder: Path, add: Callable[..., Path]) -> None:
    add("a", ("rate: 80", "rate: 180"))
    add("b", ("council_resolution", "counsil_resolution"), ("programme: impulse", "programme: b"))

    assert complaints(folder) == [
        "state/a.yaml:19: blocks.0.pays.rate: ein Prozentsatz zwischen 0 und 100 (angegeben: '180')",
        (
            "state/b.yaml:15: conditions.0.when: die Tatsache „counsil_resolution“ steht nicht im Vokabular; "
            "gemeint ist vielleicht `council_resolution`"
        ),
    ]


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("{from: 2025-01-01, until: null}", "{from: 2026-01-01, until: null}", True),
        ("{from: 2025-01-01, until: 2026-01-01}", "{from: 2026-01-01, until: null}", True),
        ("{from: null, until: null}", "{from: 1990-01-01, until: 1990-01-02}", True),
        ("{from: 2025-01-01, until: 2025-12-31}", "{from: 2026-01-01, until: null}", False),
        ("{from: 2027-01-01, until: null}", "{from: 2026-01-01, until: 2026-12-31}", False),
    ],
)
def test_editions_of_a_programme_never_hold_at_once(
    folder: Path, add: Callable[..., Path], one: str, other: str, *, overlap: bool
) -> None:
    usual = "{from: 2025-01-01, until: null}"
    add("a", (usual, one))
    add("b", (usual, other), ('edition: "2025"', 'edition: "2026"'))

    if overlap:
        message = "gilt gleichzeitig mit der Ausgabe „2025“; je Tag darf nur eine Ausgabe gelten"
        assert complaints(folder) == [f"state/b.yaml:4: valid: {message}"]
    else:
        assert len(load_catalogue(folder).editions) == 2


def test_the_same_edition_twice(folder: Path, add: Callable[..., Path]) -> None:
    add("a")
    add("b")

    assert complaints(folder) == ["state/b.yaml:3: edition: die Ausgabe „2025“ von „impulse“ gibt es schon"]


def test_programmes_that_need_each_other_in_a_circle(folder: Path, add: Callable[..., Path]) -> None:
    for name, needed in (("a", "b"), ("b", "c"), ("c", "a")):
        rule = f"combining:\n  - {{rule: requires, programme: {needed}}}\nconfidence: high"
        add(name, ("programme: impulse", f"programme: {name}"), ("confidence: high", rule))

    assert complaints(folder) == ["state/c.yaml:21: combining.0.programme: Kreis: c braucht a braucht b braucht c"]


def test_a_needed_programme_nobody_has(folder: Path, add: Callable[..., Path]) -> None:
    rule = "combining:\n  - {rule: follows, programme: impulze}\nconfidence: high"
    add("a", ("confidence: high", rule))

    assert complaints(folder) == [
        (
            "state/a.yaml:21: combining.0.programme: das Programm „impulze“ gibt es im Katalog nicht; "
            "gemeint ist vielleicht `impulse`"
        )
    ]


def test_own_words_beside_the_editions(
    folder: Path, add: Callable[..., Path], write: Callable[[str, str], Path]
) -> None:
    add("a", ("council_resolution", "moon_landing"))
    assert "moon_landing" in complaints(folder)[0]
    write(
        "catalogue/vocabulary/facts.yaml",
        """\
        format: quartier.vocabulary/1
        facts:
          moon_landing: {type: boolean, origin: asked, label: Mondlandung, question: Waren Sie auf dem Mond?}
        """,
    )
    write("catalogue/vocabulary/moons.yaml", "format: quartier.vocabulary/1\nterms: {luna: {de: {label: Mond}}}\n")
    loaded = load_catalogue(folder)

    assert loaded.vocabulary.facts["moon_landing"].label.de == "Mondlandung"
    assert loaded.vocabulary.label("moons", "luna") == "Mond"
    assert "council_resolution" in loaded.vocabulary.facts


def test_editions_by_date(folder: Path, add: Callable[..., Path]) -> None:
    usual = "{from: 2025-01-01, until: null}"
    add("a", (usual, "{from: 2024-01-01, until: 2024-12-31}"), ('edition: "2025"', 'edition: "2024"'))
    add("b")
    loaded: Catalogue = load_catalogue(folder)
    old, new = loaded.editions
    day = dt.date.fromisoformat

    assert [loaded.in_force(day(text)) for text in ("2023-12-31", "2024-12-31", "2025-01-01")] == [(), (old,), (new,)]
    assert [loaded.edition_at("impulse", day(text)) for text in ("2024-06-01", "2023-01-01")] == [old, None]
    assert (loaded.latest("impulse"), loaded.latest("nobody")) == (new, None)
    assert (loaded.name_of("impulse"), loaded.name_of("nobody")) == (str(new.name), "nobody")
    assert loaded.by_programme == {"impulse": (old, new)}


def test_the_catalogue_that_comes_with_the_product_is_correct() -> None:
    loaded = load_catalogue(use_cache=False)

    assert len(loaded.editions) == len(edition_files(built_in_folder()))
