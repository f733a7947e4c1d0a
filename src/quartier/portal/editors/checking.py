"""A text as an edition among the others: what counts now, what is wrong, which edition ends where a new one begins."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone

from quartier.catalogue.loading import Entry, built_in_folder
from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.reading import build
from quartier.catalogue.store import Catalogue
from quartier.catalogue.yamlfile import parse_document
from quartier.model.edition import Edition
from quartier.portal.editors.models import Publication
from quartier.portal.editors.yamltext import with_days
from quartier.service.catalogue import ONE_DAY, the_catalogue
from quartier.service.overlay import Checked, checked_text, laid_over

FILE = "Entwurf"
_EDITION_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")


@dataclass(frozen=True, slots=True)
class Ending:
    """The edition that a new one replaces. `day`: the last on which it counts then; its text before and after."""

    edition: Edition
    day: dt.date
    before: str
    after: str

    @property
    def entry(self) -> Entry:
        """The edition as it ends."""
        document = parse_document(self.after.encode(), f"{self.edition.programme}/{self.edition.edition}")
        return build(Edition, document), document


def text_of(programme: str, edition: str) -> str | None:
    """The text of an edition as it counts now: what was published here last, else the built-in file."""
    if "\0" in programme + edition:
        return None
    published = Publication.objects.filter(programme=programme, edition=edition).first()
    if published is not None:
        return published.text
    file = the_catalogue().files.get((programme, edition))
    path = built_in_folder() / file if file else None
    return path.read_text(encoding="utf-8") if path and path.is_file() else None


def ending_of(text: str) -> Ending | None:
    """What a new edition puts an end to: the one of its programme that counts the day before it begins, and longer.

    None for an edition that exists already, for one without its first day, and where nothing has to end.
    """
    programme, edition, start = _beginning(text)
    if start is None or start == dt.date.min or (programme, edition) in the_catalogue().files:
        return None
    if text_of(programme, edition) is not None:  # published just now
        return None
    day = start - ONE_DAY
    old = the_catalogue().edition_at(programme, day)
    before = text_of(*old.key) if old else None
    if before is None:
        return None
    found = build(Edition, parse_document(before.encode(), FILE))
    ends_anyway = found.valid.until is not None and found.valid.until <= day
    return None if ends_anyway else Ending(found, day, before, with_days(before, {"until": day}))


def _beginning(text: str) -> tuple[str, str, dt.date | None]:
    """Programme, edition and first day, as far as the text says them."""
    try:
        data = parse_document(text.encode(), FILE).data
    except BadInputError:
        data = None
    document = data if isinstance(data, dict) else {}
    valid = document.get("valid")
    start = valid.get("from") if isinstance(valid, dict) else None
    programme, edition = (str(document.get(name) or "") for name in ("programme", "edition"))
    return programme, edition, start if isinstance(start, dt.date) else None


def check_text(text: str) -> Checked:
    """The text as an edition, and everything that is wrong with it or with the edition that ends for it."""
    ending, catalogue, today = ending_of(text), the_catalogue(), timezone.localdate()
    if ending is None:
        return checked_text(text, FILE, catalogue, today)
    ended = checked_text(ending.after, FILE, catalogue, today)
    found = checked_text(text, FILE, laid_over(catalogue, [ending.entry]), today)
    return Checked(found.edition, (*found.problems, *(_of_the_old(ending, problem) for problem in ended.problems)))


def _of_the_old(ending: Ending, problem: Problem) -> Problem:
    """Why the old edition cannot end that day; to be mended there, or by another first day."""
    where = f"{problem.field}: " if problem.field else ""
    what = f"die Ausgabe „{ending.edition.edition}“ kann nicht am {ending.day:%d.%m.%Y} enden"
    return Problem(FILE, None, "valid.from", f"{what} ({where}{problem.message})")


def text_problems(text: str) -> tuple[Problem, ...]:
    """Everything that is wrong with the text of an edition, as `quartier catalogue check` says it, and its name."""
    checked = check_text(text)
    if checked.edition is None or _EDITION_NAME.fullmatch(checked.edition.edition):
        return checked.problems
    message = "der Name der Ausgabe wird zum Dateinamen: bitte nur Buchstaben, Ziffern, Punkt und Strich"
    return (*checked.problems, Problem(FILE, None, "edition", message))


def with_draft(catalogue: Catalogue, text: str, edition: Edition) -> Catalogue:
    """The catalogue as it would be with a checked text of this edition, and with the end of the one before it."""
    ending = ending_of(text)
    ended = [ending.entry] if ending else []
    return laid_over(catalogue, [*ended, (edition, parse_document(text.encode(), FILE))])
