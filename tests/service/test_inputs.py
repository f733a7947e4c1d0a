"""A project is checked the same way whether it comes from a file or from the web."""

from pathlib import Path

import pytest

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.yamlfile import parse_document
from quartier.service.inputs import inputs_of, read_inputs

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "dorfladen.yaml"


def test_text_and_file_give_the_same() -> None:
    catalogue = load_catalogue()

    assert inputs_of(parse_document(EXAMPLE.read_bytes(), "dorfladen.yaml"), catalogue) == read_inputs(EXAMPLE)


def test_all_mistakes_at_once_with_their_lines() -> None:
    text = EXAMPLE.read_text(encoding="utf-8") + "\nchoose: {without: [gibt-es-nicht]}\nplace: {ags: '99999999'}\n"
    text = text.replace(next(line for line in text.splitlines() if line.startswith("place:")) + "\n", "", 1)

    with pytest.raises(BadInputError) as caught:
        inputs_of(parse_document(text.encode(), "web"), load_catalogue())

    assert sorted(problem.field for problem in caught.value.problems) == ["choose.without.0", "place.ags"]
