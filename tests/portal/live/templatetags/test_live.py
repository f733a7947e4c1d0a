"""Small things of the templates."""

from quartier.model.answers import SourceNote
from quartier.model.settlement import Drawing
from quartier.portal.live.templatetags.live import open_draw, typed


def _drawing(may: int, drawn: int) -> Drawing:
    note = SourceNote(title="VV", as_of="2002")
    return Drawing(
        rule="…",
        spent=0,
        may_draw=may,
        drawn=drawn,
        too_much=0,
        to_return=0,
        early=(),
        interest_note=None,
        interest_source=None,
        source=note,
    )


def test_only_what_is_left_may_be_drawn() -> None:
    assert [open_draw(_drawing(*pair)) for pair in ((500, 200), (200, 500), (0, 0))] == [300, 0, 0]


def test_amounts_of_the_format_as_people_read_them() -> None:
    assert typed("1234.50") == "1.234,50\xa0€"
