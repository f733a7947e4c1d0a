"""The catalogue of a server process: loaded once, kept, shared by all threads, with its compiled conditions.

Commands that end after one answer load what they need themselves.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.store import Catalogue
from quartier.matching.answer import Screening
from quartier.matching.verdicts import Matcher
from quartier.places.register import load_register
from quartier.search.finding import index_of
from quartier.service.inputs import Inputs

_KEPT = 4
_Key = tuple[str, tuple[tuple[str, str], ...]]


class _Shelf:
    """What the process keeps. Reading takes no lock; only who makes something waits for the others."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.catalogue: Catalogue | None = None
        self.matchers: OrderedDict[_Key, Matcher] = OrderedDict()


_shelf = _Shelf()


def the_catalogue() -> Catalogue:
    """The catalogue every page answers from; the first call loads it."""
    held = _shelf.catalogue
    if held is not None:
        return held
    with _shelf.lock:
        if _shelf.catalogue is None:
            _shelf.catalogue = load_catalogue()
        return _shelf.catalogue


def publish(catalogue: Catalogue) -> None:
    """Answer from this catalogue from now on; answers under way end with the one they began with."""
    with _shelf.lock:
        _shelf.catalogue = catalogue


def matcher_on(catalogue: Catalogue, day: dt.date) -> Matcher:
    """The conditions of the editions in force on a day. Days on which the same editions count share one."""
    editions = catalogue.in_force(day)
    key = (catalogue.digest, tuple(edition.key for edition in editions))
    with _shelf.lock:
        found = _shelf.matchers.pop(key, None) or Matcher(editions, catalogue.vocabulary)
        _shelf.matchers[key] = found
        while len(_shelf.matchers) > _KEPT:
            _shelf.matchers.popitem(last=False)
        return found


def screen(inputs: Inputs) -> Screening:
    """A checked project against all programmes, with the conditions compiled before."""
    matcher = matcher_on(inputs.catalogue, inputs.project.decision_date)
    return Screening(inputs.project, inputs.catalogue, inputs.place, matcher)


def warm_up(day: dt.date) -> None:
    """Load everything the first visitor would wait for. For the server's start; about a second."""
    catalogue = the_catalogue()
    matcher_on(catalogue, day)
    index_of(catalogue)
    load_register()
