"""The catalogue of a server process: loaded once, kept, shared by all threads, with its compiled conditions.

Commands that end after one answer load what they need themselves.
"""

from __future__ import annotations

import datetime as dt
import gc
import threading
from bisect import bisect_right
from collections import OrderedDict

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.store import Catalogue
from quartier.matching.answer import Screening
from quartier.matching.verdicts import Matcher
from quartier.places.register import load_register
from quartier.search.finding import index_of
from quartier.service.inputs import Inputs

_KEPT = 4
ONE_DAY = dt.timedelta(days=1)
_Key = tuple[str, int]


class _Shelf:
    """What the process keeps. Reading takes no lock; only who makes something waits for the others."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.catalogue: Catalogue | None = None
        self.matchers: OrderedDict[_Key, Matcher] = OrderedDict()
        self.turns: dict[str, list[dt.date]] = {}


_shelf = _Shelf()


def the_catalogue() -> Catalogue:
    """The catalogue every page answers from; the first call loads it."""
    held = _shelf.catalogue
    if held is not None:
        return held
    with _shelf.lock:
        if _shelf.catalogue is None:
            _shelf.catalogue = load_catalogue()
            _settle()
        return _shelf.catalogue


def publish(catalogue: Catalogue) -> None:
    """Answer from this catalogue from now on; answers under way end with the one they began with."""
    with _shelf.lock:
        _shelf.catalogue = catalogue
    _settle()


def _settle() -> None:
    """Keep the garbage collector from going through what stays anyway: with many programmes half a second each time."""
    gc.collect()
    gc.freeze()


def matcher_on(catalogue: Catalogue, day: dt.date) -> Matcher:
    """The conditions of the editions in force on a day. Days on which the same editions count share one."""
    with _shelf.lock:
        key = (catalogue.digest, _editions_on(catalogue, day))
        found = _shelf.matchers.pop(key, None)
        if found is None:
            found = Matcher(catalogue.in_force(day), catalogue.vocabulary)
            gc.freeze()
        _shelf.matchers[key] = found
        while len(_shelf.matchers) > _KEPT:
            _shelf.matchers.popitem(last=False)
        return found


def _editions_on(catalogue: Catalogue, day: dt.date) -> int:
    """A number for the editions that count on a day: how many days on which one begins or ends lie before it."""
    days = _shelf.turns.get(catalogue.digest)
    if days is None:
        ends = (edition.valid.until for edition in catalogue.editions)
        begins = {edition.valid.from_ for edition in catalogue.editions}
        days = sorted({*filter(None, begins), *(end + ONE_DAY for end in ends if end and end < dt.date.max)})
        _shelf.turns = {catalogue.digest: days}
    return bisect_right(days, day)


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
    _settle()
