"""The archive's documents as people look for them: what each is for, in which formats, how large."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.documents.bundle import bundle_files
from quartier.documents.dossier import Dossier

FORMATS: dict[str, Promise] = {
    "docx": _("Word, zum Weiterschreiben"),
    "pdf": _("PDF, zum Ausdrucken"),
    "xlsx": _("Excel, mit Formeln"),
    "ics": _("Kalenderdatei"),
}

USES: dict[str, tuple[Promise, Promise]] = {
    "01": (
        _("Sitzungsvorlage"),
        _(
            "Der Entwurf für Ihren Rat oder Vorstand. Darin steht, worum es geht, was zu beschließen ist und "
            "was es jedes Jahr kostet."
        ),
    ),
    "02": (
        _("Kosten- und Finanzierungsplan"),
        _("Alle Kosten und wer sie bezahlt. Für den Rat und für die Stellen, die Zuschüsse geben."),
    ),
    "03": (_("Termine"), _("Alle Fristen, rückwärts gerechnet: wann der Rat beschließt, wann der Antrag fertig ist.")),
    "04": (
        _("Antrag"),
        _("Eine Liste zum Abhaken. Dazu alle Angaben, die Sie in das Formular der Stelle übertragen können."),
    ),
    "05": (
        _("Verwendungsnachweis"),
        _("Die Tabelle für danach: was geplant war und was Sie wirklich ausgegeben haben. Die Stelle prüft das."),
    ),
    "06": (
        _("Verstetigungsplan"),
        _(
            "Wie es nach der Förderung weitergeht. Darin steht, was dann jedes Jahr fehlt und wann darüber zu "
            "entscheiden ist."
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: its name, its format in words, its size in bytes."""

    name: str
    format: Promise
    size: int


@dataclass(frozen=True, slots=True)
class Papers:
    """One document in its formats; `about`: the grant it is for, if it is for one."""

    title: Promise
    use: Promise
    about: str
    files: tuple[Paper, ...]


def shelf(dossier: Dossier, archive: bytes) -> list[Papers]:
    """The documents of the archive in its order."""
    with zipfile.ZipFile(BytesIO(archive)) as opened:
        sizes = {entry.filename.rpartition("/")[2]: entry.file_size for entry in opened.infolist()}
    names = [(file.name, file.title) for file in bundle_files(dossier) if file.name in sizes]
    return [_papers(list(group), sizes) for _key, group in groupby(names, key=_kind)]


def _kind(entry: tuple[str, str]) -> str:
    """`01`, or `04-antrag-2-…`: what the formats of a document have in common."""
    return entry[0].rpartition(".")[0]


def _papers(files: list[tuple[str, str]], sizes: dict[str, int]) -> Papers:
    name, title = files[0]
    head, use = USES[name[:2]]
    about = title.partition(": ")[2] if name.startswith("04") else ""
    return Papers(head, use, about, tuple(_files((file for file, _title in files), sizes)))


def _files(names: Iterable[str], sizes: dict[str, int]) -> Iterable[Paper]:
    return (Paper(name, FORMATS[name.rpartition(".")[2]], sizes[name]) for name in names)
