"""Texts that people typed, made fit for files: no control characters, no stray halves of signs, safe file names."""

from __future__ import annotations

import re
import unicodedata

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "–": "-"})
_SPACES = re.compile(r"[ \t\n]+")
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def plain(text: str, *, lines: bool = False) -> str:
    """The text without signs that no file may hold; with `lines` its line breaks stay, otherwise it is one line."""
    kept = _UNFIT.sub(" ", text.replace("\r\n", "\n"))
    return kept if lines else " ".join(_SPACES.split(kept.strip(" \t\n")))


def file_name(text: str, *, length: int = 60) -> str:
    """A name of plain letters, digits and hyphens for a file: `dorfgemeinschaftshaus-mit-mittagstisch`.

    Never empty, never longer than `length`, never with a dot, slash or anything else with a meaning.
    """
    ascii_text = unicodedata.normalize("NFKD", text.translate(_GERMAN)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_text.lower()).strip("-")
    return words[:length].rstrip("-") or "vorhaben"
