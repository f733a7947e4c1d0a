"""File names without anything that could lead elsewhere or confuse a system."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

LONGEST = 60
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_OTHER = re.compile(r"[^A-Za-z0-9]+")


def safe_stem(text: str, otherwise: str = "datei") -> str:
    """A title or file name as letters, digits and hyphens, at most `LONGEST` of them."""
    plain = unicodedata.normalize("NFC", text[: 4 * LONGEST]).translate(_GERMAN)
    return _OTHER.sub("-", anyascii(plain)).strip("-")[:LONGEST].strip("-") or otherwise


def safe_name(name: str, extension: str) -> str:
    """The name of an upload without folders, with the extension its content asks for."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    stem = base.rsplit(".", 1)[0] if "." in base else base
    return f"{safe_stem(stem)}.{extension}"


def extension_of(name: str) -> str:
    """What a name says the file is, in small letters."""
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""
