"""Spellings of place names made comparable: umlauts, ß, hyphens, accents, abbreviations, words around a name.

Two strengths: `words` keeps ä as „ae“, `loose` takes ä, ae and a for the same. Which name is meant decides `finding`.
"""

from __future__ import annotations

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NO_WORD = re.compile(r"[\W_]+")
_LOOSE = re.compile(r"([aou])e")
_SHORT = {
    "sankt": "st",
    "bei": "b",
    "am": "a",
    "an": "a",
    "im": "i",
    "in": "i",
    "ob": "o",
    "von": "v",
    "vor": "v",
    "der": "d",
    "den": "d",
    "dem": "d",
}
_COUNTY_WORDS = frozenset({"kreis", "landkreis", "stadtkreis", "lkr", "lk", "kr", "kreisfreie", "stadt", "d"})
_LEADING = frozenset({"gemeinde", "stadt", "markt", "ort", "ortsteil", "rathaus", "kreis", "landkreis"})

Words = tuple[str, ...]


def words(text: str) -> Words:
    """The words of a name in lower case without accents, small words shortened as in the register („Sankt“ is „st“)."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS)
    letters = unicodedata.normalize("NFKD", folded)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return tuple(_SHORT.get(word, word) for word in _NO_WORD.split(plain.casefold()) if word)


def loose(text: str) -> str:
    """Umlauts, written out or forgotten, made the same: müllheim, muellheim and mullheim."""
    return _LOOSE.sub(r"\1", text)


def compact(of: Words) -> str:
    """The words as one, loosely spelled, so that hyphens and spaces do not matter."""
    return loose("".join(of))


def with_county(of: Words) -> str:
    """A name followed by its county: „Altdorf (Landkreis Böblingen)“ is „Altdorf, Böblingen“."""
    return "".join(word.removesuffix("kreis") for word in of if word not in _COUNTY_WORDS)


def without_leading(of: Words) -> Words:
    """Without a first word such as „Gemeinde“; empty where there is none or nothing else."""
    return of[1:] if of and of[0] in _LEADING else ()


def base_name(name: str) -> str:
    """The name without its addition: „Rheinfelden (Baden)“ is „Rheinfelden“, „Cottbus/Chóśebuz“ is „Cottbus“."""
    return re.split(r"\s*[(/,]", name, maxsplit=1)[0]


def before_comma(name: str) -> str:
    """The name without title: „Aalen, Stadt“ is „Aalen“."""
    return name.split(",", 1)[0].strip()
