"""Searching a catalogue: its index is built with the first search and kept as long as the catalogue stays the same."""

from __future__ import annotations

from quartier.catalogue.store import Catalogue
from quartier.search.documents import documents_of
from quartier.search.hits import Hit
from quartier.search.index import SearchIndex

_KEPT = 4
_indexes: dict[str, SearchIndex] = {}


def search_catalogue(text: str, catalogue: Catalogue, limit: int = 10) -> list[Hit]:
    """The programmes of a catalogue that fit the words best, each by its newest edition."""
    return index_of(catalogue).search(text, limit)


def index_of(catalogue: Catalogue) -> SearchIndex:
    """The index of a catalogue; the last few are kept by their digest."""
    index = _indexes.get(catalogue.digest)
    if index is None:
        index = SearchIndex.of(documents_of(catalogue))
        while len(_indexes) >= _KEPT:
            _indexes.pop(next(iter(_indexes)), None)
        _indexes[catalogue.digest] = index
    return index
