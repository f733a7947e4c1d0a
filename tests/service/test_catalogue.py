"""The catalogue is read once."""

from quartier.service.catalogue import the_catalogue


def test_read_once() -> None:
    assert the_catalogue() is the_catalogue()
    assert len(the_catalogue().by_programme) > 100
