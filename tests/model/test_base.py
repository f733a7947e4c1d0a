"""What all model classes share."""

from __future__ import annotations

from quartier.model.base import Strict, Text, share_given_fields


class Shelf(Strict):
    """Texts in every way an object can hold them."""

    first: Text
    listed: tuple[Text, ...] = ()
    named: dict[str, Text]


def test_objects_for_which_the_same_was_given_share_the_names_of_it() -> None:
    shelf = Shelf(first=Text(de="a"), listed=(Text(de="b"), Text(de="c", en="c")), named={"x": Text(de="d")})
    same = shelf.model_copy(deep=True)
    share_given_fields(shelf)
    texts = [shelf.first, *shelf.listed, *shelf.named.values()]
    assert [text.model_fields_set for text in texts] == [{"de"}, {"de"}, {"de", "en"}, {"de"}]
    assert len({id(text.model_fields_set) for text in texts}) == 2
    assert (shelf, shelf.model_dump(exclude_unset=True)) == (same, same.model_dump(exclude_unset=True))


def test_a_copy_changes_nothing_in_what_it_was_copied_from() -> None:
    one = Text(de="a")
    share_given_fields(one)
    assert one.model_copy(update={"en": "b"}).model_fields_set == {"de", "en"}
    assert (one.model_fields_set, Text(de="c").model_fields_set) == ({"de"}, {"de"})
