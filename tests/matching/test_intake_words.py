"""The line on applying, whatever the day."""

import datetime as dt
from collections.abc import Callable

import pytest

from quartier.matching.intake import next_deadline
from quartier.matching.intake_words import applying, is_closed
from quartier.model.edition import Edition

ROUND = {"kind": "rounds", "rounds": [{"closes": "2026-05-04", "source": "call"}]}
UNTIL_MAY = {"from": "2026-01-01", "until": "2026-05-31"}


@pytest.mark.parametrize(
    ("day", "words", "closed"),
    [
        ("2025-12-01", "gilt erst ab 01.01.2026", False),
        ("2026-05-04", "Antrag bis 04.05.2026", False),
        ("2026-05-05", "nächste Runde nicht bekannt, bitte erfragen", False),
        ("2026-06-01", "keine Anträge mehr möglich, galt bis 31.05.2026", True),
    ],
)
def test_line_on_applying(edition: Callable[..., Edition], day: str, words: str, closed: bool) -> None:  # noqa: FBT001 - a parameter of the table
    made = edition([], valid=UNTIL_MAY, intake=ROUND)

    assert (applying(made, dt.date.fromisoformat(day)), is_closed(made, dt.date.fromisoformat(day))) == (words, closed)


def test_next_deadline(edition: Callable[..., Edition]) -> None:
    made = edition([], intake=ROUND)

    assert next_deadline(made, dt.date(2026, 5, 4)) == dt.date(2026, 5, 4)
    assert next_deadline(made, dt.date(2026, 5, 5)) is None
