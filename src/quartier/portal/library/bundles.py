"""Several pictures and documents as one ZIP archive with a text file of credits and licences.

The archive is made on disk before it is sent: it is limited, so that a click cannot fill the server, and the same
choice always gives the same bytes.
"""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quartier.portal.library.checks.names import safe_stem
from quartier.portal.library.models import Paper, Picture

MOST_FILES = 50
MOST_MEGABYTES = 200
_DAY = (1980, 1, 1, 0, 0, 0)


class BundleError(ValueError):
    """Too little or too much was chosen; the text says what to do."""


def bundle(pictures: Sequence[Picture], papers: Sequence[Paper]) -> IO[bytes]:
    """An open temporary file with the archive; raises BundleError."""
    items: list[Picture | Paper] = [*pictures, *papers]
    _check(items)
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_entry(_("Nachweise-und-Lizenzen.txt")), credits_text(items))
        for item in items:
            with item.open_file() as source, archive.open(_entry(file_name(item)), "w") as target:
                shutil.copyfileobj(source, target)
    out.seek(0)
    return out


def file_name(item: Picture | Paper) -> str:
    """What the file of an item is called: its title, and its number so that no two are the same."""
    extension = str(item.file.name).rsplit(".", 1)[-1]
    return f"{safe_stem(item.title)}-{item.pk}.{extension}"


def credits_text(items: Iterable[Picture | Paper]) -> str:
    """Credit, licence and terms of each file, in the language of the page."""
    lines = [
        _("Aus der Mediathek von Quartier"),
        settings.SITE_URL + reverse("library:start"),
        "",
        _("Nennen Sie bei jeder Nutzung den Nachweis und halten Sie sich an die Lizenz."),
    ]
    for item in items:
        lines += ["", file_name(item), *_about(item)]
    return "\n".join(lines) + "\n"


def _about(item: Picture | Paper) -> Iterable[str]:
    route = "library:picture" if isinstance(item, Picture) else "library:paper"
    licence = item.terms
    day = date_format(item.date, "j. F Y") if item.date else ""
    rows = (
        (_("Titel"), item.title),
        (_("Nachweis"), item.credit),
        (_("Lizenz"), licence.name),
        (_("Bedingungen"), licence.terms),
        (_("Lizenztext"), licence.url),
        (_("Datum"), day),
        (_("Anlass"), item.event),
        (_("Alternativtext") if isinstance(item, Picture) else _("Beschreibung"), item.description),
        (_("Seite"), settings.SITE_URL + reverse(route, args=[item.pk])),
    )
    return (f"  {name}: {value}" for name, value in rows if value)


def _check(items: Sequence[Picture | Paper]) -> None:
    if not items:
        raise BundleError(_("Sie haben nichts ausgewählt. Kreuzen Sie an, was Sie herunterladen möchten."))
    if len(items) > MOST_FILES:
        text = _("Sie haben %(number)s Dateien ausgewählt. In ein ZIP-Archiv passen höchstens %(most)s.")
        raise BundleError(text % {"number": len(items), "most": MOST_FILES})
    if sum(item.file_size or 0 for item in items) > MOST_MEGABYTES * 1_000_000:
        text = _("Ihre Auswahl ist größer als %(most)s MB. Wählen Sie weniger aus und laden Sie den Rest danach.")
        raise BundleError(text % {"most": MOST_MEGABYTES})


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DAY)
    entry.external_attr = 0o644 << 16
    return entry
