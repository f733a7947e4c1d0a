"""Published editions over the built-in catalogue: replaced, added, noticed, and never able to take the site down."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartier.catalogue.loading import built_in_folder, load_catalogue
from quartier.catalogue.problems import BadInputError
from quartier.service import catalogue as held
from quartier.service.catalogue import look_again, overlay_problems, the_catalogue, use_overlay
from quartier.service.overlay import checked_text, stamp_of, with_overlay, write_overlay

PATH = "state/bw-quartiersimpulse/2025.yaml"
TODAY = dt.date(2026, 11, 25)
KEY = ("bw-quartiersimpulse", "2025")


def _text() -> str:
    return (built_in_folder() / "programmes" / PATH).read_text(encoding="utf-8")


def _changed() -> str:
    return _text().replace('de: "Quartiersimpulse"', 'de: "Geändert"')


@pytest.fixture
def overlaid(tmp_path: Path) -> Iterator[Path]:
    """The catalogue of this process with an empty folder of published editions."""
    before = held._shelf.overlay  # noqa: SLF001 - put back as it was
    use_overlay(tmp_path / "catalogue")
    yield tmp_path / "catalogue"
    use_overlay(before)


def test_nothing_published_changes_nothing(tmp_path: Path) -> None:
    built_in = load_catalogue()

    assert with_overlay(built_in, tmp_path / "none") is built_in
    assert stamp_of(tmp_path / "none") == ""


def test_an_edition_replaces_the_built_in_one(tmp_path: Path) -> None:
    built_in = load_catalogue()
    write_overlay(tmp_path, {PATH: _changed()})
    found = with_overlay(built_in, tmp_path)
    names = {edition.key: str(edition.name) for edition in found.editions}

    assert len(found.editions) == len(built_in.editions)
    assert names[KEY].startswith("Geändert")
    assert found.digest != built_in.digest
    assert with_overlay(built_in, tmp_path).digest == found.digest


def test_another_edition_is_added_and_gone_again(tmp_path: Path) -> None:
    built_in = load_catalogue()
    other = _text().replace("programme: bw-quartiersimpulse", "programme: neues-programm")
    write_overlay(tmp_path, {"state/neues-programm/2025.yaml": other})
    before = stamp_of(tmp_path)
    assert "neues-programm" in with_overlay(built_in, tmp_path).by_programme

    write_overlay(tmp_path, {})
    assert with_overlay(built_in, tmp_path) is built_in
    assert stamp_of(tmp_path) not in {"", before}


def test_editions_in_force_at_once_are_refused(tmp_path: Path) -> None:
    write_overlay(
        tmp_path, {"state/bw-quartiersimpulse/2025-b.yaml": _text().replace('edition: "2025"', "edition: 2025-b")}
    )
    with pytest.raises(BadInputError, match="bw-quartiersimpulse"):
        with_overlay(load_catalogue(), tmp_path)


def test_what_is_published_is_noticed_without_a_restart(overlaid: Path) -> None:
    first = the_catalogue()
    write_overlay(overlaid, {PATH: _changed()})
    look_again()
    second = the_catalogue()
    assert (first.digest != second.digest, the_catalogue() is second) == (True, True)

    write_overlay(overlaid, {})
    look_again()
    assert the_catalogue().digest == first.digest


def test_another_process_is_noticed_within_a_second(overlaid: Path) -> None:
    first = the_catalogue()
    write_overlay(overlaid, {PATH: _changed()})
    time.sleep(held.LOOK_EVERY + 0.1)

    assert the_catalogue().digest != first.digest


def test_broken_files_leave_the_last_good_state(overlaid: Path) -> None:
    write_overlay(overlaid, {PATH: _changed()})
    good = the_catalogue()
    write_overlay(overlaid, {PATH: "format: [\n"})
    look_again()

    assert the_catalogue() is good
    assert "kein gültiges YAML" in overlay_problems()[0]
    write_overlay(overlaid, {PATH: _changed()})
    look_again()
    assert (the_catalogue().digest, overlay_problems()) == (good.digest, ())


def test_a_process_that_has_no_good_state_uses_what_it_can(overlaid: Path) -> None:
    other = _text().replace("programme: bw-quartiersimpulse", "programme: neues-programm")
    twice = _text().replace('edition: "2025"', "edition: 2025-b")
    files = {PATH: _changed(), "state/a/1.yaml": "format: [\n", "state/b/2025.yaml": other, "state/c/1.yaml": twice}
    write_overlay(overlaid, files)
    names = {edition.key: str(edition.name) for edition in the_catalogue().editions}

    assert names[KEY].startswith("Geändert")
    assert ("neues-programm", "2025") in names
    assert ("bw-quartiersimpulse", "2025-b") not in names
    assert overlay_problems()


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("edition:", "editionn:", "editionn"),
        ("level: state", "level: moon", "level"),
        ("source: ", "source: nowhere-", ""),
        ("format: quartier.programme/1", "format: &a quartier.programme/1", ""),
    ],
)
def test_a_text_is_checked_as_the_catalogue_is(old: str, new: str, field: str) -> None:
    good, bad = (
        checked_text(_text(), "x", load_catalogue(), TODAY),
        checked_text(_text().replace(old, new), "x", load_catalogue(), TODAY),
    )

    assert (good.problems, good.edition is not None) == ((), True)
    assert bad.problems
    assert not field or field in {problem.field for problem in bad.problems}


def test_what_belongs_together_comes_together_or_not_at_all(tmp_path: Path) -> None:
    """Here one of two files cannot be written."""
    write_overlay(tmp_path, {PATH: _text()})
    before = stamp_of(tmp_path)
    (tmp_path / "federal").touch()
    with pytest.raises(OSError, match="federal"):
        write_overlay(tmp_path, {PATH: _changed(), "federal/x/1.yaml": _text()})

    assert ((tmp_path / PATH).read_text(encoding="utf-8"), stamp_of(tmp_path)) == (_text(), before)
