"""Finding municipalities by what people type: names with or without umlauts, typing errors, keys, postal codes.

Only the text decides, then size: nothing is learned, so the same text always gives the same answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from quartier.places.register import Municipality, Register
from quartier.places.spelling import Words, base_name, compact, loose, with_county, without_leading, words

MAX_LETTERS = 200
"""Longer texts are no place names; the rest is not read."""

_AGS_DIGITS, _ARS_DIGITS, _PLZ_DIGITS = 8, 12, 5
_MIN_PLZ_DIGITS = 2
_TYPO_CUTOFF = 0.6
SAME_NAME = 97
"""From this score on a hit has the very name, key or postal code that was typed."""

_FEW_DIGITS = 2
_MIN_WORD = 4
_FAR_BEHIND = 25
"""What scores so much less than the best is noise."""


class How(StrEnum):
    """What a municipality was found by."""

    NAME = "name"
    NAME_AND_COUNTY = "name_and_county"
    START = "start"
    PART = "part"
    SIMILAR = "similar"
    KEY = "key"
    SIMILAR_KEY = "similar_key"
    POSTAL_CODE = "postal_code"
    COUNTY = "county"


_NAMES = frozenset({How.NAME, How.NAME_AND_COUNTY})


@dataclass(frozen=True, slots=True)
class Hit:
    """A municipality found; `score` from 1 to 100, 97 and more mean the very name, key or postal code."""

    municipality: Municipality
    score: int
    how: How


def find(text: str, register: Register, limit: int = 10) -> tuple[Hit, ...]:
    """The municipalities meant by `text`, best first; of equally good ones the larger first.

    Municipalities of exactly this name all come, even beyond `limit`: one of several doubles would mislead.
    """
    typed = words(text[:MAX_LETTERS])
    digits = "".join(word for word in typed if word.isdecimal())
    letters = tuple(word for word in typed if not word.isdecimal())
    index = _index(register)
    scores = _by_digits(digits, index) if not letters else _by_letters(letters, digits, index)
    hits = [Hit(index.places[position], score, how) for position, (score, how) in scores.items()]
    hits.sort(key=lambda hit: (-hit.score, -hit.municipality.population, hit.municipality.ags))
    hits = [hit for hit in hits if hit.score >= hits[0].score - _FAR_BEHIND]
    same = sum(hit.score >= SAME_NAME and hit.how in _NAMES for hit in hits)
    return tuple(hits[: max(limit, same)])


def nearby(ags: str, name: str | None, register: Register, limit: int = 3) -> tuple[Municipality, ...]:
    """What may be meant by a wrong key: municipalities of the name given with it, else the likest keys."""
    if name and (hits := find(name, register, limit)):
        return tuple(hit.municipality for hit in hits[:limit])
    return tuple(place for place, _ in _similar_keys(ags, _index(register), limit))


Scores = dict[int, tuple[int, How]]
"""The best score of each municipality by its position in the index."""


class _Index:
    """All names of a register in their comparable forms."""

    def __init__(self, places: tuple[Municipality, ...]) -> None:
        self.places = places
        self.strict: list[str] = []
        self.exact: dict[str, list[int]] = defaultdict(list)
        self.joined: dict[str, list[int]] = defaultdict(list)
        self.compact: dict[str, list[int]] = defaultdict(list)
        self.qualified: dict[str, list[int]] = defaultdict(list)
        self.loosely_qualified: dict[str, list[int]] = defaultdict(list)
        self.by_word: dict[str, list[int]] = defaultdict(list)
        lines: list[str] = []
        for position, place in enumerate(places):
            of = words(place.name)
            self._add_names(position, place, of)
            lines.append(loose(" ".join(of)))
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.lines = "\n".join(lines)

    def _add_names(self, position: int, place: Municipality, of: Words) -> None:
        self.strict.append(" ".join(of))
        self.exact[" ".join(of)].append(position)
        base = words(base_name(place.name))
        county = words(place.county_name)
        self.joined["".join(of)].append(position)
        self.qualified[with_county((*of, *county))].append(position)
        for form in {compact(of), compact(base)}:
            self.compact[form].append(position)
        for form in {loose(with_county((*of, *county))), loose(with_county((*base, *county)))}:
            self.loosely_qualified[form].append(position)
        if len(of) > 1:
            for word in {loose(word) for word in of if len(word) >= _MIN_WORD}:
                self.by_word[word].append(position)

    def position_at(self, offset: int) -> int:
        """The municipality whose line in `lines` contains the offset."""
        return bisect_right(self.starts, offset) - 1


@lru_cache(maxsize=4)
def _index(register: Register) -> _Index:
    return _Index(register.municipalities)


def _keep_best(scores: Scores, found: Iterable[int], score: float, how: How) -> None:
    for position in found:
        if position not in scores or scores[position][0] < score:
            scores[position] = (round(score), how)


def _by_letters(letters: Words, digits: str, index: _Index) -> Scores:
    scores: Scores = {}
    _same_names(letters, index, scores)
    if shorter := without_leading(letters):
        _same_names(shorter, index, scores, minus=1)
    for offset, (score, how) in _parts(letters, index):
        _keep_best(scores, [offset], score, how)
    _similar(letters, index, scores)
    if digits:
        _prefer_postal_code(digits, index, scores)
    return scores


def _same_names(letters: Words, index: _Index, scores: Scores, minus: int = 0) -> None:
    _keep_best(scores, index.exact.get(" ".join(letters), ()), 100 - minus, How.NAME)
    _keep_best(scores, index.joined.get("".join(letters), ()), 98 - minus, How.NAME)
    _keep_best(scores, index.compact.get(compact(letters), ()), 94 - minus, How.NAME)
    qualified = with_county(letters)
    _keep_best(scores, index.qualified.get(qualified, ()), 99 - minus, How.NAME_AND_COUNTY)
    _keep_best(scores, index.loosely_qualified.get(loose(qualified), ()), 97 - minus, How.NAME_AND_COUNTY)


def _parts(letters: Words, index: _Index) -> Iterator[tuple[int, tuple[float, How]]]:
    """Names in which the typed words follow one another, each perhaps cut off („Schwäb. Gmünd“)."""
    pattern = r"\b" + r"\w* ".join(re.escape(loose(word)) for word in letters)
    typed, strict = len(compact(letters)), " ".join(letters)
    for match in re.finditer(pattern, index.lines):
        position = index.position_at(match.start())
        start, end = index.starts[position], index.starts[position + 1] - 1
        whole_word = match.end() == end or index.lines[match.end()] == " "
        share = min(1.0, typed / (end - start))
        at_start = match.start() == start
        if at_start and whole_word:
            score = 95.0 if index.strict[position].startswith(strict) else 88.0
        else:
            score = 84 if whole_word else (60 if at_start else 54) + 26 * share
        yield position, (score, How.START if at_start else How.PART)


def _similar(letters: Words, index: _Index, scores: Scores) -> None:
    typed = compact(letters)
    choices = [(index.compact, typed, 92), (index.joined, "".join(letters), 92)]
    if len(letters) > 1:
        choices.append((index.loosely_qualified, loose(with_county(letters)), 90))
    else:
        choices.append((index.by_word, typed, 84))
    for forms, wanted, best in choices:
        close = process.extract(
            wanted, forms.keys(), scorer=OSA.normalized_similarity, score_cutoff=_TYPO_CUTOFF, limit=40
        )
        for form, similarity, _ in close:
            _keep_best(scores, forms[form], best * similarity, How.SIMILAR)


def _prefer_postal_code(digits: str, index: _Index, scores: Scores) -> None:
    """Of municipalities found by name, the one with the postal code typed beside it first."""
    for position, (score, how) in scores.items():
        plz = index.places[position].plz
        if plz != digits:
            scores[position] = (max(1, score - 3), how)


def _by_digits(digits: str, index: _Index) -> Scores:
    ags = digits[:5] + digits[9:] if len(digits) == _ARS_DIGITS else digits
    scores: Scores = {}
    for position, place in enumerate(index.places):
        if place.ags == ags:
            scores[position] = (100, How.KEY)
        elif place.plz == digits:
            scores[position] = (98, How.POSTAL_CODE)
        elif place.county == digits:
            scores[position] = (80, How.COUNTY)
        elif len(digits) >= _MIN_PLZ_DIGITS and place.plz and place.plz.startswith(digits):
            scores[position] = (70, How.POSTAL_CODE)
        elif len(digits) > _PLZ_DIGITS and place.ags.startswith(digits):
            scores[position] = (70, How.KEY)
    return scores or _by_similar_digits(digits, index)


def _by_similar_digits(digits: str, index: _Index) -> Scores:
    """Digits nobody has: the likest keys, or the postal codes beginning alike (towns have several, the table one)."""
    if len(digits) == _PLZ_DIGITS:
        for length in (4, 3):
            near = [at for at, place in enumerate(index.places) if (place.plz or "").startswith(digits[:length])]
            if near:
                return dict.fromkeys(near, (10 * length, How.POSTAL_CODE))
    if len(digits) in {_AGS_DIGITS - 1, _AGS_DIGITS, _AGS_DIGITS + 1}:
        known = {place.ags: position for position, place in enumerate(index.places)}
        return {
            known[place.ags]: (70 - 10 * wrong, How.SIMILAR_KEY) for place, wrong in _similar_keys(digits, index, 5)
        }
    return {}


def _similar_keys(ags: str, index: _Index, limit: int) -> list[tuple[Municipality, int]]:
    """With the number of wrong digits; of equally like ones those that agree longest."""
    keys = [place.ags for place in index.places]
    close = process.extract(ags, keys, scorer=OSA.distance, score_cutoff=_FEW_DIGITS, limit=None)
    close.sort(key=lambda found: (found[1], -Prefix.similarity(ags, found[0]), found[0]))
    return [(index.places[position], int(wrong)) for _, wrong, position in close[:limit]]
