"""Documents: which kinds are taken, each known by its content."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from quartier.portal.library.checks.archives import kind_of_archive
from quartier.portal.library.checks.names import extension_of, safe_name
from quartier.portal.library.checks.refusing import CheckedFile, RefusedError, already_checked, read_at_most, remember

MOST_MEGABYTES = 50
EXTENSIONS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "odg", "csv", "txt", "zip")
_TEXT = {"csv", "txt"}
_MARKUP = (b"<!doctype", b"<html", b"<head", b"<body", b"<script", b"<svg", b"<?xml", b"<?php", b"<iframe", b"#!")

_WRONG_KIND = _(
    "Diese Art von Datei nehmen wir nicht an. Erlaubt sind PDF, CSV, TXT, ZIP und Office-Dokumente "
    "ohne Makros. Das sind DOCX, XLSX, PPTX, ODT, ODS und ODP."
)
_WEB = _("Webseiten und SVG-Dateien nehmen wir nicht an: Sie können Programme enthalten. Bitte laden Sie ein PDF hoch.")
_OLD = _("Alte Office-Formate nehmen wir nicht an. Bitte speichern Sie das Dokument als DOCX, XLSX, PPTX oder PDF.")
_NO_UTF8 = _("Bitte speichern Sie die Textdatei mit der Zeichencodierung UTF-8 und laden Sie sie neu hoch.")


def checked(content: File[Any], name: str | None = None) -> CheckedFile:
    """A document under a safe name with the extension of its content; raises `RefusedError`."""
    known = already_checked(content)
    if known is not None:
        return known
    data = read_at_most(content, MOST_MEGABYTES)
    given = name or content.name or ""
    return remember(content, CheckedFile(data, name=safe_name(given, _kind(data, extension_of(given)))))


def _kind(data: bytes, said: str) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return kind_of_archive(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise RefusedError(_OLD)
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_MARKUP) or b"<svg" in start or b"<html" in start or b"<script" in start:
        raise RefusedError(_WEB)
    if said not in _TEXT:
        raise RefusedError(_WRONG_KIND)
    _check_text(data)
    return said


def _check_text(data: bytes) -> None:
    if b"\0" in data:
        raise RefusedError(_WRONG_KIND)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(_NO_UTF8) from error
