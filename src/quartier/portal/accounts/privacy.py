"""Everything about a person: shown, handed over, deleted. Each app registers what it keeps."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from quartier.portal.accounts.models import User
from quartier.portal.accounts.roles import keep_an_administrator

Data = Mapping[str, object] | Sequence[Mapping[str, object]]
Export = Callable[[User], Data]
Delete = Callable[[User], None]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One kind of data about people: how to hand it over, how to delete it, and what is kept for others and why."""

    key: str
    label: str | Promise
    export: Export
    delete: Delete
    kept: str | Promise = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What is kept of one kind about one person."""

    kind: PersonalData
    data: Data

    @property
    def lines(self) -> Iterator[Iterator[tuple[str, str]]]:
        """The data as lists of names and values that a page can show."""
        for entry in [self.data] if isinstance(self.data, Mapping) else self.data:
            yield ((name, _shown(value)) for name, value in entry.items())


_KINDS: dict[str, PersonalData] = {}


def register_personal_data(
    key: str, label: str | Promise, *, export: Export, delete: Delete, kept: str | Promise = ""
) -> None:
    """Let people see, take and delete what an app keeps about them; call it in `AppConfig.ready`.

    `export` gives names and values that JSON can hold, one mapping or a list of them; it has no side effects. `delete`
    runs in the transaction that deletes the account, before the account itself. `kept` says what stays, and why.
    """
    _KINDS[key] = PersonalData(key, label, export, delete, kept)


def held_about(user: User) -> list[Held]:
    """Everything that is kept about somebody, kind by kind; kinds with nothing are left out."""
    found = [Held(kind, kind.export(user)) for kind in _KINDS.values()]
    return [held for held in found if held.data]


def kept_for_others() -> list[str]:
    """What stays when an account goes, in sentences."""
    return [str(kind.kept) for kind in _KINDS.values() if kind.kept]


def archive(user: User) -> bytes:
    """A ZIP file with one JSON file that holds everything about somebody."""
    content = {
        "format": "quartier.personal-data/1",
        "made": timezone.now(),
        "data": {held.kind.key: held.data for held in held_about(user)},
    }
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("meine-daten.json", text)
    return stream.getvalue()


@transaction.atomic
def delete_account(user: User) -> None:
    """Delete somebody with everything that was registered; raises RoleError for the last administrator."""
    keep_an_administrator(user)
    for kind in _KINDS.values():
        kind.delete(user)
    user.delete()


def _shown(value: object) -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return gettext("ja") if value else gettext("nein")
    if isinstance(value, dt.datetime):
        return formats.date_format(timezone.localtime(value), "SHORT_DATETIME_FORMAT")
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if value is None or isinstance(value, str | int):
        return "" if value is None else str(value)
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).strip('"')
