"""The catalogue of a server process: loaded once, kept, shared by all threads, with its compiled conditions.

Commands that end after one answer load what they need themselves.
"""

from __future__ import annotations

import datetime as dt
import gc
import logging
import threading
import time
from bisect import bisect_right
from collections import OrderedDict
from pathlib import Path

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.problems import BadInputError
from quartier.catalogue.store import Catalogue
from quartier.matching.answer import Screening
from quartier.matching.verdicts import Matcher
from quartier.places.register import load_register
from quartier.search.finding import index_of
from quartier.service.inputs import Inputs
from quartier.service.overlay import stamp_of, with_overlay, with_usable_overlay

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""Seconds between two looks whether another process has published something."""

COLLECT_AFTER = 20_000
"""So many new objects that stay until the garbage collector looks for circles among them; Python's own value: 700."""

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
        self.overlay: Path | None = None
        self.stamp = ""
        self.looked = 0.0
        self.problems: tuple[str, ...] = ()


_shelf = _Shelf()


def the_catalogue() -> Catalogue:
    """The catalogue every page answers from; the first call loads it, later ones notice what was published since."""
    held = _shelf.catalogue
    if held is not None and not _is_due():
        return held
    with _shelf.lock:
        if _shelf.catalogue is None or _is_due():
            _look()
        held = _shelf.catalogue
    if held is None:  # cannot be: `_look` has loaded it
        raise LookupError
    return held


def use_overlay(folder: Path | None) -> None:
    """Lay the editions of this folder over the built-in ones from now on; None: nothing but the built-in ones."""
    with _shelf.lock:
        _shelf.overlay, _shelf.stamp, _shelf.looked, _shelf.problems = folder, "", 0.0, ()
        _shelf.catalogue = None


def overlay_problems() -> tuple[str, ...]:
    """Why what was published last is not answered from; empty where all is well."""
    return _shelf.problems


def look_again() -> None:
    """Notice at once what was published, for the process that did it."""
    _shelf.looked = 0.0


def _is_due() -> bool:
    return _shelf.overlay is not None and time.monotonic() - _shelf.looked >= LOOK_EVERY


def _look() -> None:
    """Load what is missing or was published; where that is broken, the last good state stays, or what can be used."""
    _shelf.looked = time.monotonic()
    stamp = stamp_of(_shelf.overlay) if _shelf.overlay else ""
    if _shelf.catalogue is not None and stamp == _shelf.stamp:
        return
    _shelf.stamp = stamp
    built_in = load_catalogue(lean=True)
    try:
        found = with_overlay(built_in, _shelf.overlay) if _shelf.overlay else built_in
    except (BadInputError, OSError) as error:
        _shelf.problems = tuple(str(error).splitlines())
        log.exception("published editions cannot be used")
        found = _shelf.catalogue or (with_usable_overlay(built_in, _shelf.overlay) if _shelf.overlay else built_in)
    else:
        _shelf.problems = ()
    _shelf.catalogue = found
    _settle()


def publish(catalogue: Catalogue) -> None:
    """Answer from this catalogue from now on; answers under way end with the one they began with."""
    with _shelf.lock:
        _shelf.catalogue = catalogue
    _settle()


def _settle() -> None:
    """Keep the garbage collector from going through what stays anyway: with many programmes half a second each time.

    And from running dozens of times in one answer: an answer makes a hundred thousand small objects, nearly none of
    them in circles that only the collector could free.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


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
