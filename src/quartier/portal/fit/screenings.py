"""The answers about the last few projects are kept in the process: filters, „mehr zeigen“ and answers start from them.

A project's revision grows with every change, so an answer that is kept is never older than the project.
"""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict

from quartier.matching.answer import Screening
from quartier.portal.projects.services import StoredProject, inputs
from quartier.service.catalogue import screen

_KEPT = 6
_Key = tuple[uuid.UUID, int, str, object]
_screenings: OrderedDict[_Key, Screening] = OrderedDict()
_lock = threading.Lock()


def screening_of(project: StoredProject) -> Screening:
    """The project against all programmes. Raises BadInputError with everything that is missing or wrong."""
    given = inputs(project)
    key = (project.pk, project.revision, given.catalogue.digest, given.project.decision_date)
    with _lock:
        found = _screenings.get(key)
        if found is not None:
            _screenings.move_to_end(key)
            return found
    made = screen(given)
    with _lock:
        _screenings[key] = made
        while len(_screenings) > _KEPT:
            _screenings.popitem(last=False)
    return made
