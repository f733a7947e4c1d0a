"""What is deleted when its period is over. Each app registers its own; the command `delete_expired` runs them all."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone

log = logging.getLogger(__name__)
Run = Callable[[dt.datetime], int]
"""Takes the time of now, deletes what is due and gives the number. A second run at the same time deletes nothing."""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One kind of data and when it goes; the description is German and stands in docs/privacy.md."""

    key: str
    description: str
    after: str
    run: Run


_DELETIONS: dict[str, Deletion] = {}


def register_deletion(key: str, description: str, run: Run, *, after: str = "") -> None:
    """Have something deleted in time, for example „Vorhaben ohne Konto“ after „180 Tage ohne Änderung“."""
    _DELETIONS[key] = Deletion(key, description, after, run)


def deletions() -> list[Deletion]:
    """Everything that is deleted in time, in the order of its names."""
    return [_DELETIONS[key] for key in sorted(_DELETIONS)]


def run_all(now: dt.datetime | None = None) -> Iterator[tuple[Deletion, int | None]]:
    """Delete what is due; where one fails (None), the others still run."""
    moment = now or timezone.now()
    for deletion in deletions():
        try:
            count: int | None = deletion.run(moment)
        except Exception:
            log.exception("deletion %s failed", deletion.key)
            count = None
        yield deletion, count


def table() -> str:
    """The periods as a table in Markdown."""
    rows = [f"| {deletion.description} | {deletion.after or '–'} | `{deletion.key}` |" for deletion in deletions()]
    return "\n".join(["| Was | gelöscht nach | Schlüssel |", "|---|---|---|", *rows])
