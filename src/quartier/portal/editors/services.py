"""What programme editors do: begin a draft, change it, hand it in, give it back, publish it. One transaction each."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from quartier.catalogue.problems import BadInputError, Problem
from quartier.catalogue.yamlfile import MAX_BYTES, parse_document
from quartier.model.base import Path
from quartier.model.edition import Edition
from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import EDIT_PROGRAMME, PUBLISH_PROGRAMME, Actor, record, require
from quartier.portal.edition_form.services import Place, places
from quartier.portal.editors.checking import FILE, Ending, check_text, ending_of, text_of, text_problems
from quartier.portal.editors.models import Draft, DraftRevision, Publication, State
from quartier.portal.editors.publishing import export, is_written, tell_everybody, write_published
from quartier.portal.editors.yamltext import with_days, yaml_of
from quartier.service.catalogue import look_again
from quartier.service.overlay import Checked

__all__ = [
    "Draft",
    "DraftConflictError",
    "Ending",
    "Publication",
    "State",
    "UnknownDraftError",
    "begin",
    "begin_edition",
    "check_draft",
    "discard",
    "document_of",
    "ending_of",
    "export",
    "give_back",
    "hand_in",
    "is_stale",
    "is_written",
    "open_draft",
    "placed",
    "problems",
    "publish",
    "rebase",
    "restore",
    "save_document",
    "save_text",
    "take_back",
    "text_at",
    "text_of",
    "text_problems",
    "write_published",
    "yaml_of",
]

_FAR = 1_000_000
_PLACE = re.compile(r"[0-9]{1,9}")
_EDITION_LINE = re.compile(r"^edition:.*$", re.MULTILINE)


class UnknownDraftError(Http404):
    """No draft of this number."""


class DraftConflictError(Exception):
    """Somebody else has changed the draft meanwhile; `draft` is how it stands now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(str(draft))
        self.draft = draft


def open_draft(key: object, *, actor: Actor) -> Draft:
    """A draft by its number; raises UnknownDraftError where there is none."""
    require(actor, EDIT_PROGRAMME)
    try:
        found = Draft.objects.select_related("author").filter(pk=uuid.UUID(str(key))).first()
    except ValueError:
        found = None
    if found is None:
        raise UnknownDraftError
    return found


@transaction.atomic
def begin(text: str, *, actor: Actor, base: str = "") -> Draft:
    """A new draft with this text. `base` is the text it changes, by default that of the same edition."""
    require(actor, EDIT_PROGRAMME)
    draft = Draft(text=_clean(text), base=base, author=_person(actor))
    _name(draft)
    draft.base = base or text_of(draft.programme, draft.edition) or ""
    draft.save()
    DraftRevision.objects.create(draft=draft, number=1, text=draft.text, by=_person(actor))
    return draft


def begin_edition(programme: str, edition: str, *, actor: Actor) -> Draft:
    """A draft of a new edition, with the rules of another one to start from, without its name and its days.

    Raises UnknownDraftError where there is none to start from.
    """
    text = text_of(programme, edition)
    if text is None:
        raise UnknownDraftError
    nameless = _EDITION_LINE.sub('edition: ""', text, count=1)
    return begin(with_days(nameless, {"from": None, "until": None}), actor=actor, base=text)


@transaction.atomic
def save_text(draft: Draft, text: str, *, actor: Actor, revision: int) -> Draft:
    """Replace the text. `revision` is the state the author saw.

    Raises DraftConflictError where somebody else was quicker, ValidationError for a draft that is closed.
    """
    require(actor, EDIT_PROGRAMME)
    found = _locked(draft)
    if not found.is_open:
        raise ValidationError(_("Dieser Entwurf ist vorgelegt oder veröffentlicht und lässt sich nicht mehr ändern."))
    clean = _clean(text)
    if clean == found.text:
        return found
    if found.revision != revision:
        raise DraftConflictError(found)
    found.text, found.state = clean, State.WORK
    found.revision += 1
    _name(found)
    found.save()
    DraftRevision.objects.create(draft=found, number=found.revision, text=clean, by=_person(actor))
    return found


def document_of(draft: Draft) -> dict[str, Any]:
    """The draft as the data of its file; raises BadInputError while its text is no YAML of that kind."""
    document = parse_document(draft.text.encode(), FILE)
    if not isinstance(document.data, dict):
        raise BadInputError([document.problem((), "das ist keine Ausgabe eines Programms")])
    return document.data


def save_document(draft: Draft, document: Mapping[str, Any], *, actor: Actor, revision: int) -> Draft:
    """Replace the draft by the data of a file; comments of its text are lost. Raises as `save_text` does."""
    return save_text(draft, yaml_of(document), actor=actor, revision=revision)


def text_at(draft: Draft, number: int) -> str | None:
    """The text of a draft after its change of this number; None where there was none."""
    found = draft.revisions.filter(number=number).first() if 0 < number < _FAR else None
    return found.text if found else None


@transaction.atomic
def restore(draft: Draft, number: int, *, actor: Actor) -> Draft:
    """Go back to an earlier state; the states since then stay in the history."""
    require(actor, EDIT_PROGRAMME)
    earlier = text_at(draft, number)
    if earlier is None:
        raise ValidationError(_("Diesen Stand gibt es nicht."))
    return save_text(draft, earlier, actor=actor, revision=_locked(draft).revision)


@transaction.atomic
def hand_in(draft: Draft, *, actor: Actor) -> Draft:
    """Lay the draft before somebody else; raises ValidationError while something is wrong with it."""
    require(actor, EDIT_PROGRAMME)
    found = _locked(draft)
    if not found.is_open:
        raise ValidationError(_("Dieser Entwurf ist schon vorgelegt."))
    if text_problems(found.text):
        raise ValidationError(_("Bitte beheben Sie zuerst alles, was die Prüfung beanstandet."))
    if found.text == text_of(found.programme, found.edition):
        raise ValidationError(_("Dieser Entwurf ändert nichts an dem, was schon gilt."))
    if is_stale(found):
        raise ValidationError(_("Diese Ausgabe wurde inzwischen anders veröffentlicht. Bitte vergleichen Sie zuerst."))
    found.state, found.reason, found.ends = State.SUBMITTED, "", _ends(found)
    found.preview_of = found.preview_of if found.preview is not None else 0  # whoever reckons may have been stopped
    found.save()
    return found


@transaction.atomic
def take_back(draft: Draft, *, actor: Actor) -> Draft:
    """Go on writing on what was handed in and not published yet."""
    require(actor, EDIT_PROGRAMME)
    found = _locked(draft)
    if found.state != State.SUBMITTED:
        raise ValidationError(_("Dieser Entwurf ist nicht vorgelegt."))
    found.state = State.WORK
    found.save()
    return found


def is_stale(draft: Draft) -> bool:
    """Whether the edition was published otherwise since the draft began."""
    return (text_of(draft.programme, draft.edition) or "") not in {"", draft.base}


@transaction.atomic
def rebase(draft: Draft, *, actor: Actor) -> Draft:
    """Compare with what counts today, so that the draft shows what it would take back of it."""
    require(actor, EDIT_PROGRAMME)
    found = _locked(draft)
    if not found.is_open:
        raise ValidationError(_("Dieser Entwurf ist vorgelegt oder veröffentlicht und lässt sich nicht mehr ändern."))
    found.base = text_of(found.programme, found.edition) or found.base
    found.save()
    return found


@transaction.atomic
def give_back(draft: Draft, reason: str, *, actor: Actor) -> Draft:
    """Give a draft back to its author with a reason."""
    found = _locked(draft)
    require(actor, PUBLISH_PROGRAMME, found)
    if found.state != State.SUBMITTED:
        raise ValidationError(_("Dieser Entwurf ist nicht vorgelegt."))
    if not reason.strip():
        raise ValidationError(_("Bitte schreiben Sie, was zu ändern ist."))
    found.state, found.reason = State.REJECTED, reason.replace("\0", "").strip()[:2000]
    found.save()
    record(actor=actor, action="edition.given_back", target=found)
    return found


@transaction.atomic
def publish(draft: Draft, *, actor: Actor) -> Publication:
    """Publish what somebody else has written: from now on every page, plan and answer counts with it."""
    found = _locked(draft)
    require(actor, PUBLISH_PROGRAMME, found)
    if found.state != State.SUBMITTED:
        raise ValidationError(_("Veröffentlicht wird nur, was vorgelegt ist."))
    _one_after_the_other(found)
    look_again()
    checked = check_draft(found)
    if checked.edition is None or checked.problems:
        raise ValidationError(_("Die Prüfung beanstandet etwas, das vorher in Ordnung war. Bitte zurückgeben."))
    if is_stale(found):
        raise ValidationError(
            _("Diese Ausgabe wurde inzwischen anders veröffentlicht. Bitte zurückgeben und neu beginnen.")
        )
    if _ends(found) != found.ends:
        raise ValidationError(
            _("Die Ausgabe davor wurde inzwischen anders veröffentlicht. Bitte zurückgeben und neu vorlegen.")
        )
    made = _made(found, checked.edition, actor)
    found.state = State.PUBLISHED
    found.save()
    Draft.objects.exclude(state=State.PUBLISHED).update(preview=None, preview_of=0)  # it was before this
    record(actor=actor, action="edition.published", target=found, details={"publications": [one.pk for one in made]})
    transaction.on_commit(tell_everybody)
    return made[-1]


def _ends(draft: Draft) -> str:
    """The text of the edition that ends with this draft, empty where none does."""
    ending = ending_of(draft.text)
    return ending.before if ending else ""


def _made(draft: Draft, edition: Edition, actor: Actor) -> list[Publication]:
    """What is published with a draft: the end of the edition before where it has to end, then its own."""
    ending, people = ending_of(draft.text), {"author": draft.author, "approved_by": _person(actor)}
    texts = [(ending.edition, ending.before, ending.after)] if ending else []
    texts.append((edition, text_of(draft.programme, draft.edition) or "", draft.text))
    return [
        Publication.objects.create(
            programme=one.programme,
            edition=one.edition,
            level=one.level.value,
            name=_short(one.name.de, 300),
            text=after,
            before=before,
            **people,
        )
        for one, before, after in texts
    ]


@transaction.atomic
def discard(draft: Draft, *, actor: Actor) -> None:
    """Delete a draft that was never published."""
    require(actor, EDIT_PROGRAMME)
    found = _locked(draft)
    if found.state == State.PUBLISHED:
        raise ValidationError(_("Was veröffentlicht ist, bleibt in der Geschichte stehen."))
    record(actor=actor, action="edition.discarded", target=str(found))
    found.delete()


def is_other_pair_of_eyes(actor: object, draft: object) -> bool:
    """Four eyes: nobody publishes or gives back a draft on which they have written."""
    if not isinstance(actor, User) or not isinstance(draft, Draft) or draft.author_id == actor.pk:
        return False
    return not DraftRevision.objects.filter(draft=draft, by=actor).exists()


def check_draft(draft: Draft) -> Checked:
    """The draft as an edition, and everything that is wrong with it."""
    return check_text(draft.text)


def problems(document: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Everything that is wrong with the data of an edition: where in it, and a sentence."""
    return [(_path_of(problem.field), problem.message) for problem in text_problems(yaml_of(document))]


def _path_of(field: str) -> Path:
    return tuple(int(part) if _PLACE.fullmatch(part) else part for part in field.split(".")) if field else ()


def placed(draft: Draft, found: Iterable[Problem]) -> list[tuple[Problem, Place]]:
    """Each problem with where in the form it is mended; empty where the form cannot be used."""
    try:
        document = document_of(draft)
    except BadInputError:
        return []
    mended = list(found) if draft.is_open else []
    return list(zip(mended, places(str(draft.pk), document, [_path_of(one.field) for one in mended]), strict=True))


def _one_after_the_other(draft: Draft) -> None:
    """Who publishes something of the same programme at once waits for the other, and is checked against it."""
    list(Draft.objects.select_for_update().filter(programme=draft.programme).order_by("pk").values_list("pk"))


def _person(actor: Actor) -> User | None:
    return actor if isinstance(actor, User) else None


def _locked(draft: Draft) -> Draft:
    return Draft.objects.select_for_update().get(pk=draft.pk)


def _clean(text: str) -> str:
    """Refuse what no file of the catalogue may be."""
    if len(text.encode()) > MAX_BYTES:
        raise ValidationError(_("So viel Text ist keine Ausgabe eines Programms."))
    if "\0" in text:
        raise ValidationError(_("Der Text enthält ein Nullzeichen."))
    return text.replace("\r\n", "\n")


def _name(draft: Draft) -> None:
    """Know the draft by what stands in its text, as far as it can be read."""
    try:
        data = parse_document(draft.text.encode(), FILE).data
    except BadInputError:
        return
    if not isinstance(data, dict):
        return
    name = data.get("name")
    shown = name.get("de") if isinstance(name, dict) else name
    draft.programme, draft.edition = _short(data.get("programme"), 80), _short(data.get("edition"), 40)
    draft.name = _short(shown, 300)


def _short(value: object, most: int) -> str:
    """What a column of the database takes."""
    return str(value or "").replace("\0", "")[:most]
