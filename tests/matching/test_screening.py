"""What a page takes piece by piece is what the whole answer says."""

from pathlib import Path

import pytest

from quartier.matching.answer import Screening, match_project, worth
from quartier.service.inputs import read_inputs

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("*.yaml"))


@pytest.mark.parametrize(
    "file", [file for file in EXAMPLES if not file.stem.endswith("-ist")], ids=lambda file: file.stem
)
def test_pieces_are_those_of_the_answer(file: Path) -> None:
    given = read_inputs(file)
    answer = match_project(given.project, given.catalogue, given.place)
    screening = Screening(given.project, given.catalogue, given.place)

    assert tuple(map(screening.match, screening.verdicts)) == answer.matches
    assert list(map(screening.worth, screening.verdicts)) == list(map(worth, answer.matches))
    assert screening.questions == answer.questions
