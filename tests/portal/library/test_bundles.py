"""Archives tell credit and licence of every file, and are the same bytes whenever they are made."""

from __future__ import annotations

import datetime as dt
import zipfile

import library_files as files
import pytest
from django.utils.translation import override

from quartier.portal.library.bundles import bundle, credits_text, file_name

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


def test_the_text_of_credits() -> None:
    picture = files.make_picture(title="Platz", alt="Ein Platz.", date=dt.date(2026, 5, 1), event="Fachtag")
    paper = files.make_paper(title="Merkblatt", licence="press")

    with override("de"):
        text = credits_text([picture, paper])

    assert text == (
        "Aus der Mediathek von Quartier\n"
        "https://quartier.example/mediathek/\n"
        "\n"
        "Nennen Sie bei jeder Nutzung den Nachweis und halten Sie sich an die Lizenz.\n"
        "\n"
        f"Platz-{picture.pk}.jpg\n"
        "  Titel: Platz\n"
        "  Nachweis: Foto: Ada Beispiel\n"
        "  Lizenz: CC BY 4.0 – mit Namensnennung\n"
        f"  Bedingungen: {picture.terms.terms}\n"
        "  Lizenztext: https://creativecommons.org/licenses/by/4.0/deed.de\n"
        "  Datum: 1. Mai 2026\n"
        "  Anlass: Fachtag\n"
        "  Alternativtext: Ein Platz.\n"
        f"  Seite: https://quartier.example/mediathek/bild/{picture.pk}/\n"
        "\n"
        f"Merkblatt-{paper.pk}.pdf\n"
        "  Titel: Merkblatt\n"
        "  Nachweis: Landkreis Beispiel\n"
        "  Lizenz: Pressenutzung mit Nennung\n"
        f"  Bedingungen: {paper.terms.terms}\n"
        "  Beschreibung: Ein Merkblatt.\n"
        f"  Seite: https://quartier.example/mediathek/dokument/{paper.pk}/\n"
    )


def test_the_files_are_the_originals_and_titles_lead_nowhere() -> None:
    picture = files.make_picture(title="../../etc/passwd")
    same = files.make_picture(title="../../etc/passwd")

    with bundle([picture, same], []) as made, zipfile.ZipFile(made) as archive:
        assert archive.namelist()[1:] == [f"etc-passwd-{picture.pk}.jpg", f"etc-passwd-{same.pk}.jpg"]
        with picture.open_file() as original:
            assert archive.read(file_name(picture)) == original.read()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
