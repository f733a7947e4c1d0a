"""The common base of all model classes and the German-first text type."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Annotated, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationInfo

Path = tuple[str | int, ...]
"""Where in a file something stands: keys and list positions from the outside in."""


MOST_TOLD = 200
"""Nobody reads more mistakes of one file. Readers look for one more, to know whether these are all."""


class Finding(NamedTuple):
    """Something wrong at one place of an object."""

    path: Path
    message: str


def report(info: ValidationInfo, found: Iterable[Finding]) -> None:
    """Hand findings to whoever validates with a context `{"findings": []}`; without one, raise ValueError with all.

    So a file's reader can name the line of every mistake at once, and an object built in code is never inconsistent.
    """
    findings = list(islice(found, MOST_TOLD + 1))
    collected = (info.context or {}).get("findings")
    if collected is not None:
        collected.extend(findings)
    elif findings:
        raise ValueError("; ".join(f"{'.'.join(map(str, path))}: {message}" for path, message in findings))


class Strict(BaseModel):
    """A value object: frozen, and a field nobody declared is an error instead of being ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)


_given: dict[frozenset[str], set[str]] = {}


def share_given_fields(value: object) -> None:
    """Give all objects inside `value` for which the same fields were given one set of these names.

    pydantic keeps a set of its own with each object: almost half the memory of a large catalogue. Nobody may change
    such a set; the objects are frozen, and a copy of one gets a set of its own.
    """
    if isinstance(value, Strict):
        names = value.__pydantic_fields_set__
        object.__setattr__(value, "__pydantic_fields_set__", _given.setdefault(frozenset(names), names))
        value = tuple(value.__dict__.values())
    elif isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for part in value:
            share_given_fields(part)


Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
"""A stable id: lower case letters, digits, hyphen and underscore."""

FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=80)]
"""A fact of the vocabulary, with an optional group in front: `council_resolution`, `applicant.type`."""

NonEmpty = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class Text(Strict):
    """A text for people: German always, English where somebody wrote it."""

    de: NonEmpty
    en: NonEmpty | None = None

    def __str__(self) -> str:
        """The German text."""
        return self.de

    def read(self, language: str = "de") -> str:
        """The text in `language` (`de` or `en`); German where no English one exists."""
        return self.en if language == "en" and self.en else self.de


def _from_plain(value: object) -> object:
    return {"de": value} if isinstance(value, str) else value


AnyText = Annotated[Text, BeforeValidator(_from_plain, json_schema_input_type=NonEmpty | Text)]
"""German text, or a mapping with `de` and `en`."""
