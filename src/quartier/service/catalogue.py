"""The built-in catalogue, read once per process: what the portal and the API answer from."""

from __future__ import annotations

from functools import cache
from threading import Lock

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.store import Catalogue

_LOCK = Lock()


@cache
def _loaded() -> Catalogue:
    return load_catalogue()


def the_catalogue() -> Catalogue:
    """The catalogue this process answers from; the first call reads it, which takes about a second."""
    with _LOCK:
        return _loaded()
