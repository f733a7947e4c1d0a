"""All documents of a dossier: one by one for those who offer them singly, and as one archive."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from textwrap import wrap

from quartier.documents.application import application_docx, application_pdf
from quartier.documents.archive import archive_of
from quartier.documents.calendar import calendar_ics
from quartier.documents.continuation import continuation_docx, continuation_pdf
from quartier.documents.council_paper import council_paper_docx, council_paper_pdf
from quartier.documents.dossier import NO_ADVICE, Dossier
from quartier.documents.financing_paper import financing_plan_pdf
from quartier.documents.financing_plan import financing_plan_xlsx
from quartier.documents.passages import plan_name
from quartier.documents.plain import file_name, plain
from quartier.documents.proof_of_use import proof_of_use_xlsx
from quartier.matching.wording import german_date

README = "README.txt"
MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _nobody(_done: int, _of: int) -> None:
    """Nobody waits to hear."""


@dataclass(frozen=True)
class BundleFile:
    """One document that can be made. `name`: a safe file name, `title`: what it is in German."""

    name: str
    title: str
    make: Callable[[], bytes]

    @property
    def media_type(self) -> str:
        """The media type for a download."""
        return MEDIA_TYPES[self.name.rpartition(".")[2]]


def bundle_files(dossier: Dossier) -> tuple[BundleFile, ...]:
    """Every document of the dossier, made only when asked for. The names are the same for the same dossier."""
    files = [
        ("01-sitzungsvorlage.docx", "Sitzungsvorlage zum Weiterschreiben", council_paper_docx),
        ("01-sitzungsvorlage.pdf", "Sitzungsvorlage", council_paper_pdf),
        ("02-finanzierungsplan.xlsx", "Kosten- und Finanzierungsplan mit Formeln", financing_plan_xlsx),
        ("02-finanzierungsplan.pdf", "Kosten- und Finanzierungsplan zum Ausdrucken", financing_plan_pdf),
        ("03-termine.ics", "Termine für den Kalender", calendar_ics),
    ]
    more = [
        ("05-verwendungsnachweis.xlsx", "Verwendungsnachweis: Plan und Ist mit Formeln", proof_of_use_xlsx),
        ("06-verstetigungsplan.docx", "Verstetigungsplan zum Weiterschreiben", continuation_docx),
        ("06-verstetigungsplan.pdf", "Verstetigungsplan", continuation_pdf),
    ]
    first, last = (
        [BundleFile(name, title, partial(make, dossier)) for name, title, make in group] for group in (files, more)
    )
    return (*first, *_applications(dossier), *last)


def _applications(dossier: Dossier) -> Iterator[BundleFile]:
    for position, name in enumerate(dossier.grant_names):
        begin = f"04-antrag-{position + 1}-{file_name(name, length=40)}"
        title = f"Prüfliste und Datenblatt: {plain(name)}"
        yield BundleFile(f"{begin}.docx", title, partial(application_docx, dossier, position))
        yield BundleFile(f"{begin}.pdf", title, partial(application_pdf, dossier, position))


def bundle_zip(dossier: Dossier, *, tell: Callable[[int, int], None] = _nobody) -> bytes:
    """One archive with all documents and a list of them, in a folder named after the project.

    `tell` hears before each document how many are finished, and how many there are.
    """
    return archive_of((f"{bundle_name(dossier)}/{name}", content) for name, content in _contents(dossier, tell))


def _contents(dossier: Dossier, tell: Callable[[int, int], None]) -> Iterator[tuple[str, bytes]]:
    yield README, readme(dossier).encode()
    files = bundle_files(dossier)
    for done, file in enumerate(files):
        tell(done, len(files))
        yield file.name, file.make()


def bundle_name(dossier: Dossier) -> str:
    """`dorfgemeinschaftshaus-2026-03-01-entwurf`: the name of the folder, and of the archive without `.zip`."""
    return f"{file_name(dossier.title, length=50)}-{dossier.as_of.isoformat()}-entwurf"


def readme(dossier: Dossier) -> str:
    """What is in the archive, of which day, from which catalogue."""
    width = max(len(file.name) for file in bundle_files(dossier))
    lines = [
        f"Unterlagen zu: {plain(dossier.title)}",
        plan_name(dossier.plan, chosen=True),
        f"Stand: {german_date(dossier.as_of)}",
        f"Katalog der Programme: {dossier.digest}",
        "",
        *wrap(f"ENTWURF. {NO_ADVICE}", 100),
        "",
        *(f"{file.name:<{width}} {file.title}" for file in bundle_files(dossier)),
        "",
        "Quartier reicht keinen Antrag ein. Prüfen Sie alles, bevor Sie es verwenden.",
    ]
    return "".join(f"{line}\r\n" for line in lines)
