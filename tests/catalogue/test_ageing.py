"""What in a catalogue has grown old on a given day."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from quartier.catalogue.ageing import ageing, months_old
from quartier.catalogue.loading import load_catalogue
from quartier.model.edition import Source

Make = Callable[..., Path]


@pytest.mark.parametrize(
    ("as_of", "months"),
    [("2025", 11), ("2024", 23), ("2025-06", 17), ("2025-06-30", 17), ("2026-11", 0), ("2026", 0), ("unknown", None)],
)
def test_age_of_a_source(as_of: str, months: int | None) -> None:
    assert months_old(Source(title="Quelle", as_of=as_of), dt.date(2026, 11, 25)) == months


def test_everything_that_ages(clean: Make, other: Make, tmp_path: Path) -> None:
    clean()
    clean(("2025-01-01, until: null", "2024-01-01, until: 2024-12-31"), ('"2025"', '"2024"'),
          ("{opens: 2026-06-08, closes: 2026-08-14, start_from: 2026-10-01", "{closes: 2024-08-14"),
          name="state/impulse/2024")  # fmt: skip
    other(("until: null", "until: 2026-09-30"), ("as_of: 2025-06", "as_of: unknown"))
    catalogue = load_catalogue(tmp_path / "catalogue")

    early, late = (ageing(catalogue, day, 12) for day in (dt.date(2026, 6, 10), dt.date(2026, 11, 25)))

    assert (early.old, early.ended, early.not_in_force, early.past_rounds) == ((), (), (), ())
    assert [(entry.edition.programme, entry.name, entry.months) for entry in early.undated] == [("taler", "call", None)]
    assert [(entry.edition.key, entry.name, entry.months) for entry in late.old] == [(("impulse", "2025"), "call", 17)]
    assert late.undated == (), "an edition that is over is history"
    assert [edition.key for edition in late.ended] == [("taler", "2025")]
    assert [edition.key for edition in late.not_in_force] == [("taler", "2025")]
    assert [edition.key for edition in late.past_rounds] == [("impulse", "2025")]
    assert ageing(catalogue, dt.date(2026, 11, 25), 17).old == ()


def test_a_programme_still_to_begin(clean: Make, tmp_path: Path) -> None:
    clean(("from: 2025-01-01", "from: 2026-05-01"))

    found = ageing(load_catalogue(tmp_path / "catalogue"), dt.date(2026, 3, 1))

    assert [edition.key for edition in found.not_in_force] == [("impulse", "2025")]
    assert found.ended == ()
