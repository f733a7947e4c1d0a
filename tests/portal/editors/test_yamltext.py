"""Days put into the text of an edition, with everything else as it stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from quartier.catalogue.loading import built_in_folder, edition_files
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import parse_document
from quartier.portal.editors.yamltext import with_days

DAY = dt.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "# a\nvalid: {from: 2024-01-01, until: null} # b\n",
            "# a\nvalid: {from: 2024-01-01, until: 2027-12-31} # b\n",
        ),
        ("valid: {from: 2024-01-01}\nname: ä\n", "valid: {from: 2024-01-01, until: 2027-12-31}\nname: ä\n"),
        ("name: 'ä'\nvalid:\n  until:\n  from: null\n", "name: 'ä'\nvalid:\n  until: 2027-12-31\n  from: null\n"),
        ("valid:\n  from: 2024-01-01\nname: x", "valid:\n  from: 2024-01-01\n  until: 2027-12-31\nname: x"),
        ("name: x # lost\n", "name: x\nvalid:\n  until: 2027-12-31\n"),
        ("valid: {}\n", "valid:\n  until: 2027-12-31\n"),
        ("valid: [1]\n", "valid:\n  until: 2027-12-31\n"),
    ],
)
def test_the_last_day(before: str, after: str) -> None:
    assert with_days(before, {"until": DAY}) == after


@pytest.mark.parametrize("file", edition_files(built_in_folder()), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_real_editions_keep_everything_else(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    data = parse_document(text.encode(), "").data
    assert isinstance(data, dict)
    changed = with_days(text, {"from": None, "until": DAY})

    assert parse_document(changed.encode(), "").data == {**data, "valid": {"from": None, "until": DAY}}
    differ = [new for old, new in zip(text.splitlines(), changed.splitlines(), strict=True) if old != new]
    assert differ == ["valid: {from: null, until: 2027-12-31}"]


def test_a_text_that_is_no_yaml() -> None:
    with pytest.raises(BadInputError):
        with_days("a: [", {"until": DAY})
