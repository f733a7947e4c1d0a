"""The process that solves: takes work from its parent one by one, tells stages, gives answers. Knows no database.

Run by `plans.children`. It ends when its parent closes the pipe. Messages to the parent are lines of JSON.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import sys
from typing import IO, BinaryIO

from quartier.catalogue.loading import load_catalogue
from quartier.catalogue.store import Catalogue
from quartier.portal.plans.papers import PaperWork
from quartier.portal.plans.solving import UNEXPECTED, CannotSolveError, Work, performed

NICENESS = 5
"""Pages are answered first, plans computed second."""

_log = logging.getLogger("quartier.plans")


def main() -> None:
    """Serve until there is no more work."""
    given, told = sys.stdin.buffer, _own_output()
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    catalogue = load_catalogue()
    _load_solver()
    _tell(told, ready=True)
    while (work := _next(given)) is not None:
        if work.catalogue != catalogue.digest:
            catalogue = load_catalogue()
        _answer(work, catalogue, told)


def _answer(work: Work | PaperWork, catalogue: Catalogue, told: IO[str]) -> None:
    try:
        answer = performed(work, catalogue, lambda stage: _tell(told, stage=stage))
    except CannotSolveError as error:
        _log.exception("no plan")
        _tell(told, error=str(error))
    except Exception:  # noqa: BLE001 - whatever it is, the parent must hear of it, and the next job is served
        _log.exception("no plan")
        _tell(told, error=UNEXPECTED)
    else:
        _tell(told, answer=answer)


def _next(given: BinaryIO) -> Work | PaperWork | None:
    try:
        work = pickle.load(given)  # noqa: S301 - from our own parent over a pipe of ours
    except EOFError:
        return None
    if not isinstance(work, Work | PaperWork):
        raise TypeError(work)
    return work


def _own_output() -> IO[str]:
    """The pipe to the parent; whatever a library prints goes elsewhere."""
    pipe = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return pipe


def _load_solver() -> None:
    """OR-Tools takes most of a second to load: now, not when somebody waits."""
    from quartier.planning.solver import stages  # noqa: F401, PLC0415 - loaded for its imports


def _tell(told: IO[str], **message: object) -> None:
    told.write(json.dumps(message, ensure_ascii=False) + "\n")
    told.flush()


if __name__ == "__main__":
    main()
