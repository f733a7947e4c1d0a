"""Reads German prose: figures, percentages, days and addresses in it, and whether two texts speak of the same thing.

For the coverage report only: it looks for what research found in what was encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from urllib.parse import unquote

import snowballstemmer

MONTHS = [
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August"),
    *("September", "Oktober", "November", "Dezember"),
]
_MONTH = "|".join(MONTHS)
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SCALE = {"Million": 10**6, "Mio": 10**6, "Milliarde": 10**9, "Mrd": 10**9}
_FIGURE = re.compile(rf"(?<![\d.,-])({_NUMBER})(?!\d|[.,]\d|-\d)(?:\s*(Million|Mio|Milliarde|Mrd))?")
_EUROS = re.compile(rf"({_NUMBER})(?:\s*(Million\w*|Mio\.?|Milliarde\w*|Mrd\.?))?\s*(?:Euro|EUR|€)")
_PERCENT = re.compile(rf"({_NUMBER})\s*(?:Prozent|%|v\. ?H\.)")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
_NUMERIC_DAY = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.(\d{4})?")
_WRITTEN_DAY = re.compile(rf"\b(?:(\d{{1,2}})\. (?:oder|und|bis) )?(\d{{1,2}})\.\s({_MONTH})(?:\s(\d{{4}}))?")
_WRITTEN_MONTH = re.compile(rf"\b({_MONTH})\s(\d{{4}})")
_COUNTS = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_COUNT_WORDS = {word: number for number, word in enumerate(_COUNTS, start=1)}
_COUNTED = re.compile(rf"\b({'|'.join(_COUNTS)})(?:e|er|en|em|es)?\b(?:\s(Million|Milliarde))?", re.IGNORECASE)
_SHARES = {r"\b(halbe|Hälfte)": Decimal(50), r"\bDrittel": Decimal(33), r"\bViertel": Decimal(25)}

MIN_WORD, MIN_PART = 4, 5
"""Shorter words say little; shorter parts occur in too many compounds."""

_STOP = frozenset(
    word
    for line in (
        "aber alle also auch beim dass dazu denn dies diese dieser dieses durch eine einem einen einer eines etwa",
        "fuer gegen haben hier ihre immer innen ist jede jeder jedes kann kein keine koennen mehr mindestens muss",
        "nach nicht noch nur oder ohne sein sich sind soll sollen sowie ueber und unter vom von vor wenn werden wird",
        "wurde wurden zum zur zwei zwischen gilt gibt liegt laut beispiel vorhaben projekt projekte foerderung",
        "antrag antragsteller programm quelle gesehen",
    )
    for word in line.split()
)
_stemmer = snowballstemmer.stemmer("german")


def _decimal(text: str, scale: str | None = None) -> Decimal:
    number = Decimal(text.replace(".", "").replace(",", "."))
    factor = next((value for word, value in _SCALE.items() if scale and scale.startswith(word)), 1)
    return (number * factor).normalize()


def euros_in(text: str) -> list[Decimal]:
    """All amounts of euros: `1,1 Millionen Euro`, `2.500 €`."""
    return [_decimal(match[1], match[2]) for match in _EUROS.finditer(text)]


def percents_in(text: str) -> list[Decimal]:
    """All percentages: `33,3 Prozent`, `20 %`."""
    return [_decimal(match[1]) for match in _PERCENT.finditer(text)]


def figures_in(text: str) -> set[Decimal]:
    """All numbers of whatever kind, those up to twelve also in words."""
    found = {_decimal(match[1], match[2]) for match in _FIGURE.finditer(text)}
    found |= {_decimal(str(_COUNT_WORDS[match[1].casefold()]), match[2]) for match in _COUNTED.finditer(text)}
    return found | {share for word, share in _SHARES.items() if re.search(word, text, re.IGNORECASE)}


def days_in(text: str) -> set[str]:
    """All days as ISO text: `2019-10-31`, without a year `10-31` and with every year of the text, months `2019-10`."""
    days = {"-".join(part for part in match.groups() if part) for match in _ISO_DAY.finditer(text)}
    days |= {_iso(match[3], int(match[2]), int(match[1])) for match in _NUMERIC_DAY.finditer(text)}
    for match in _WRITTEN_DAY.finditer(text):
        month = MONTHS.index(match[3]) + 1
        days |= {_iso(match[4], month, int(day)) for day in (match[1], match[2]) if day}
    years = re.findall(r"\b(?:19|20)\d\d\b", text)
    days |= {f"{year}-{day}" for year in years for day in days if len(day) == len("12-31")}
    return days | {f"{match[2]}-{MONTHS.index(match[1]) + 1:02d}" for match in _WRITTEN_MONTH.finditer(text)}


def _iso(year: str | None, month: int, day: int) -> str:
    return f"{year}-{month:02d}-{day:02d}" if year else f"{month:02d}-{day:02d}"


def plain_address(address: str) -> str:
    """An address without what does not matter: scheme, `www.`, the last slash, percent signs, marks of an editor."""
    rest = re.sub(r"^https?://(www\.)?", "", unquote(address.strip()), flags=re.IGNORECASE)
    rest = re.sub(r"[?&](tx_\w+\[\w+\]|cHash)=[^&]*", "", rest)
    host, slash, path = rest.partition("/")
    return f"{host.casefold()}{slash}{path}".rstrip("/")


@cache
def stems(text: str) -> frozenset[str]:
    """The stems of all words that say something, umlauts unfolded, and all numbers of four digits (years)."""
    folded = text.casefold().translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"})
    words = [word for word in re.findall(r"[a-z]+|\d{4}", folded) if len(word) >= MIN_WORD and word not in _STOP]
    return frozenset(_stemmer.stemWords(words))


def likeness(wanted: str, given: Iterable[str]) -> float:
    """Which share of the words of `wanted` occurs in one of the texts, also as a part of a compound; 0 to 1."""
    sought = stems(wanted)
    if not sought:
        return 0.0
    return max((sum(_occurs(stem, stems(text)) for stem in sought) / len(sought) for text in given), default=0.0)


def _occurs(stem: str, among: frozenset[str]) -> bool:
    return stem in among or any(
        (len(stem) >= MIN_PART and stem in other) or (len(other) >= MIN_PART and other in stem) for other in among
    )
