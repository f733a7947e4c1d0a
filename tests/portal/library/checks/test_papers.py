"""Documents are what their content says; archives are looked into, and nothing harmful comes in under another name."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import docx
import library_files as files
import openpyxl
import pytest
from django.core.files.base import ContentFile
from hypothesis import given, settings
from hypothesis import strategies as st

from quartier.portal.library.checks.papers import MOST_MEGABYTES, checked
from quartier.portal.library.checks.refusing import RefusedError


def reason(data: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(RefusedError) as error:
        checked(ContentFile(data), name)
    return " ".join(error.value.messages)


def word_document() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Sitzungsvorlage")
    document.save(out)
    return out.getvalue()


def spreadsheet() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for row in range(2000):
        book.worksheets[0].append([row, "Miete", 0])
    book.save(out)
    return out.getvalue()


ODT = files.archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})


@pytest.mark.parametrize(
    ("data", "name", "kept"),
    [
        (files.PDF, "Merkblatt Größe.pdf", "Merkblatt-Groesse.pdf"),
        (files.PDF, "falsch.exe", "falsch.pdf"),
        (word_document(), "vorlage.docx", "vorlage.docx"),
        (word_document(), "vorlage.zip", "vorlage.docx"),
        (spreadsheet(), "kosten.xlsx", "kosten.xlsx"),
        (files.office("ppt"), "folien.pptx", "folien.pptx"),
        (ODT, "vorlage.odt", "vorlage.odt"),
        ("Name;Betrag\nMüller;1\n".encode(), "liste.csv", "liste.csv"),
        (b"Hallo", "../../../liste.txt", "liste.txt"),
        (files.archive({"bilder/a.jpg": files.jpeg(), "lies.txt": b"x"}), "bilder.zip", "bilder.zip"),
        (files.PDF, "..\\..\\a\0b.pdf", "a-b.pdf"),
        (files.PDF, "x" * 3000 + ".pdf", "x" * 60 + ".pdf"),
        (files.PDF, ".pdf", "datei.pdf"),
    ],
)
def test_documents_are_taken_under_a_safe_name(data: bytes, name: str, kept: str) -> None:
    made = checked(ContentFile(data), name)

    assert made.name == kept
    assert made.read() == data


def test_an_archive_inside_a_long_path_of_dots_is_refused() -> None:
    assert "../../boese.txt" in reason(files.archive({"../../boese.txt": b"x"}), "a.zip")


HTML = b"<!DOCTYPE html><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("data", "name", "word"),
    [
        (HTML, "seite.html", "Webseiten"),
        (HTML, "seite.pdf", "Webseiten"),
        (b"\xef\xbb\xbf\n <HTML>", "seite.txt", "Webseiten"),
        (b"Hallo <script>alert(1)</script>", "seite.txt", "Webseiten"),
        (b'<svg onload="alert(1)">', "bild.csv", "Webseiten"),
        (b"#!/bin/sh\nrm -rf x", "lies.txt", "Webseiten"),
        (b"MZ\x90\0" + b"\0" * 60, "setup.exe", "Diese Art von Datei"),
        (b"MZ\x90\0" + b"\0" * 60, "merkblatt.pdf", "Diese Art von Datei"),
        (b"MZ\x90\0" + b"\0" * 60, "merkblatt.txt", "Diese Art von Datei"),
        (files.jpeg(), "bild.pdf", "Diese Art von Datei"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "alt.doc", "Alte Office-Formate"),
        ("Müller".encode("latin-1"), "liste.csv", "UTF-8"),
        (b"", "leer.pdf", "leer"),
        (b"%PDF-" + b"x" * (MOST_MEGABYTES * 1024 * 1024), "a.pdf", "zu groß"),
        (files.bomb(), "bombe.zip", "viel zu groß"),
        (files.bomb({"[Content_Types].xml": b"<Types/>"}), "bombe.docx", "viel zu groß"),
        (files.archive({f"{n}.txt": b"" for n in range(3001)}), "viele.zip", "viel zu groß"),
        (files.office("word", **{"word/vbaProject.bin": b"x"}), "makros.docm", "Makros"),
        (files.office("visio"), "zeichnung.vsdx", "Diese Art von Datei"),
        (files.archive({"mimetype": b"application/epub+zip"}), "buch.epub", "Diese Art von Datei"),
        (files.archive({"innen.zip": files.bomb()}), "a.zip", "innen.zip"),
        (files.archive({"rechnung.pdf.exe": b"MZ"}), "a.zip", "rechnung.pdf.exe"),
        (files.archive({"/etc/passwd": b"x"}), "a.zip", "/etc/passwd"),
        (files.archive({"a\\..\\b.txt": b"x"}), "a.zip", "b.txt"),
        (files.archive({"seite.html": HTML}), "a.zip", "seite.html"),
        (word_document()[:-300], "vorlage.docx", "beschädigt"),
        (b"PK\x03\x04" + b"x" * 99, "vorlage.docx", "beschädigt"),
    ],
)
def test_what_is_refused_says_why(data: bytes, name: str, word: str) -> None:
    assert word in reason(data, name)


def test_an_archive_that_lies_about_its_sizes_is_refused() -> None:
    honest = files.archive({"a.txt": b"\0" * 3_000_000})
    size = struct.pack("<I", 3_000_000)
    assert honest.count(size) == 2

    assert "beschädigt" in reason(honest.replace(size, struct.pack("<I", 10)), "a.zip")


def test_an_archive_with_a_password_is_refused() -> None:
    data = bytearray(files.archive({"a.txt": b"x"}, pack=False))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[bytes(data).index(mark) + place] |= 1

    assert "Kennwort" in reason(bytes(data), "a.zip")


def test_an_archive_that_holds_itself_is_refused() -> None:
    """Entries that share the same packed bytes, so that a small file becomes a huge one."""
    once = files.archive({"a.txt": b"\0" * 3_000_000})
    directory = once.index(b"PK\x01\x02")
    end = once.index(b"PK\x05\x06")
    entry, many = once[directory:end], 100
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, many, many, len(entry) * many, directory, 0)

    assert "viel zu groß" in reason(once[:directory] + entry * many + tail, "a.zip")


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([word_document(), ODT, files.PDF]), st.data())
def test_broken_bytes_are_refused_or_taken_but_never_an_accident(data: bytes, draw: st.DataObject) -> None:
    broken = bytearray(data)
    for place in draw.draw(st.lists(st.integers(0, len(data) - 1), min_size=1, max_size=20)):
        broken[place] = draw.draw(st.integers(0, 255))

    with suppress(RefusedError):
        checked(ContentFile(bytes(broken)), "a.docx")


def test_a_spreadsheet_shrinks_much_and_is_taken_all_the_same() -> None:
    with zipfile.ZipFile(io.BytesIO(spreadsheet())) as book:
        assert sum(entry.file_size for entry in book.infolist()) > 5 * len(spreadsheet())
