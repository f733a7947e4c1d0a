"""What reading a source gives, whatever its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from quartier.catalogue.problems import Problem
from quartier.model.listed import ListedProgramme, ListedText


@dataclass(frozen=True, slots=True)
class Reading:
    """All programmes of a source, what was left out as unreadable, and the newest day or week it speaks of."""

    kind: Literal["xml", "csv"]
    programmes: tuple[ListedProgramme, ...]
    left_out: tuple[Problem, ...] = ()
    newest: str | None = None


def kept(texts: Mapping[ListedText, str | None]) -> dict[ListedText, str]:
    """The texts to keep: the guideline, by far the longest, only where no description says what the programme is about.

    About one programme in five has no description (2026-08).
    """
    described = texts.get(ListedText.SHORT_DESCRIPTION) or texts.get(ListedText.DESCRIPTION)
    return {kind: text for kind, text in texts.items() if text and not (described and kind is ListedText.LEGAL_BASIS)}
