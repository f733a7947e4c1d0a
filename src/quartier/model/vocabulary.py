"""The vocabulary: facts and terms with their German words. Data about words, read from `catalogue/vocabulary/`."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from quartier.model.base import AnyText, FactName, Identifier, Strict


class FactType(StrEnum):
    """What values a fact can take."""

    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"


class Origin(StrEnum):
    """Where a fact comes from: the project file, a computation, or a question to the user."""

    GIVEN = "given"
    DERIVED = "derived"
    ASKED = "asked"


class Fact(Strict):
    """A fact conditions may ask for.

    `changeable`: the users can bring it about (a resolution can be taken, a county cannot be changed).
    `values`: for choices, the name of a list of terms (`parties`) or the options themselves.
    """

    type: FactType
    unit: str | None = None
    origin: Origin
    changeable: bool = False
    label: AnyText
    question: AnyText | None = None
    help: AnyText | None = None
    values: str | dict[str, AnyText] | None = None

    @model_validator(mode="after")
    def _asked_needs_question(self) -> Fact:
        if self.origin is Origin.ASKED and self.question is None:
            raise ValueError("question: eine erfragte Tatsache braucht ihre Frage")
        return self


class TermText(Strict):
    """A word and, where it is a technical term, its explanation on the spot."""

    label: str
    help: str | None = None


class Term(Strict):
    """One entry of a list of terms."""

    de: TermText
    en: TermText | None = None

    @property
    def label(self) -> str:
        """The German word."""
        return self.de.label


class FactFile(Strict):
    """`vocabulary/facts.yaml`."""

    format: Literal["quartier.vocabulary/1"]
    facts: dict[FactName, Fact]


class TermFile(Strict):
    """Any other file of the vocabulary: a list of terms."""

    format: Literal["quartier.vocabulary/1"]
    terms: dict[Identifier, Term]


class Vocabulary(Strict):
    """All facts and the lists of terms by their file's name (`topics`, `costs`, `measures`, `parties`, `levels` …)."""

    facts: dict[str, Fact] = Field(default_factory=dict)
    terms: dict[str, dict[str, Term]] = Field(default_factory=dict)

    def label(self, listing: str, key: str) -> str:
        """The German word for `key` of a list; the key itself where the list does not know it."""
        term = self.terms.get(listing, {}).get(key)
        return term.label if term else key

    def options(self, fact: Fact) -> dict[str, str] | None:
        """The allowed values of a choice with their German words, or None where any text is allowed."""
        if isinstance(fact.values, dict):
            return {key: text.de for key, text in fact.values.items()}
        return self.labels.get(fact.values, {}) if isinstance(fact.values, str) else None

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """The German words of all lists; made once, they are needed for every sentence."""
        return {name: {key: term.label for key, term in terms.items()} for name, terms in self.terms.items()}
