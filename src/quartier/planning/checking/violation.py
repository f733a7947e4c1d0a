"""What the checker reports: one broken rule with its figures."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

Key = tuple[str, int]
"""A cost item and a budget year: the place of a cell."""

FORM = "form"
"""The name under which a plan is reported that contradicts itself or names what does not exist."""

_Name = TypeVar("_Name", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Violation:
    """A broken rule (`C1` … `C18` of the planning rules, or `form`). `grant`: its position in the plan, from 0."""

    rule: str
    text: str
    grant: int | None = None
    item: str | None = None
    year: int | None = None


def without_zeros(amounts: Mapping[_Name, int]) -> dict[_Name, int]:
    """The amounts that are not zero: a plan may name a year without money or leave it out."""
    return {name: amount for name, amount in amounts.items() if amount}
