"""A listed programme: known from somebody else's database, not modelled and not checked by us.

It is a type of its own, and its id holds a colon, which no programme of the catalogue may: nothing that plans or
matches exactly can take one for the other. All it offers is texts to search, coarse facets and the address to read on.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from quartier.model.base import NonEmpty, Strict

FORMAT: Literal["quartier.listed/1"] = "quartier.listed/1"
UNCHECKED = "nicht geprüft"
"""The mark every listed programme bears wherever it is shown."""

ID_PREFIX = "fdb:"
PAGES = "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/"
"""Every programme's page begins like this."""

ListedId = Annotated[str, StringConstraints(pattern=r"^fdb:[^/\r\n]+$", max_length=400)]
Page = Annotated[str, StringConstraints(pattern=rf"^{PAGES.replace('.', '[.]')}.+$", max_length=500)]
Week = Annotated[str, StringConstraints(pattern=r"^\d{4}-W\d{2}$")]
"""An ISO week: `2026-W34`."""


class Facet(StrEnum):
    """How the Förderdatenbank sorts its programmes, by the names of the columns of the table."""

    FUNDING_TYPE = "funding_type"
    ELIGIBLE_APPLICANTS = "eligible_applicants"
    FUNDING_AREA = "funding_area"
    FUNDING_BODY = "funding_body"
    FUNDING_LOCATION = "funding_location"
    GRW = "grw"
    COMPANY_SIZE = "unternehmensgroesse"
    FUNDING_SUBAREA = "funding_subarea"
    APPLICANT_SECTOR = "applicant_sector"


class ListedText(StrEnum):
    """The texts of a programme we keep, by the names of the columns of the table."""

    SHORT_DESCRIPTION = "short_description"
    DESCRIPTION = "description"
    LEGAL_REQUIREMENTS = "legal_requirements"
    DEADLINES = "deadlines"
    PROCEDURE = "procedure"
    PROCESSING_TIME = "processing_time"
    REQUIRED_DOCUMENTS = "required_documents"
    APPLICATION_LANGUAGE = "application_language"
    STATUS_NOTE = "status_note"
    LEGAL_CITATION = "legal_citation"
    LEGAL_BASIS = "legal_basis"
    KEYWORDS = "keywords"


class ListedLink(Strict):
    """A further page the database names for a programme."""

    url: NonEmpty
    title: str | None = None


class ListedProgramme(Strict):
    """One entry of the Förderdatenbank des Bundes. `codes` are values of its facets, unknown to our vocabulary.

    `first_seen`, `last_changed` and `last_seen` are weeks in which somebody watched the database, `absent` says that
    the entry has left it. `attribution` must be shown with any of the texts (CC BY-ND).
    """

    id: ListedId
    url: Page
    title: str | None = None
    texts: dict[ListedText, NonEmpty] = Field(default_factory=dict)
    codes: dict[Facet, tuple[str, ...]] = Field(default_factory=dict)
    organisations: tuple[str, ...] = ()
    institution: str | None = None
    website: str | None = None
    links: tuple[ListedLink, ...] = ()
    attribution: NonEmpty
    issued: dt.date | None = None
    first_seen: Week | None = None
    last_changed: Week | None = None
    last_seen: Week | None = None
    absent: bool = False
    checked: Literal[False] = False

    @property
    def name(self) -> str:
        """The title; three programmes of the database have none and go by their id."""
        return self.title or self.id.removeprefix(ID_PREFIX)


class ListedSource(Strict):
    """Where the listed programmes come from, of what day they are, and under which licence their texts stand."""

    format: Literal["quartier.listed/1"] = FORMAT
    title: NonEmpty
    kind: Literal["xml", "csv"]
    address: NonEmpty
    homepage: NonEmpty
    rights: NonEmpty
    licence: NonEmpty
    licence_url: NonEmpty
    imported_on: dt.date
    newest_entry: str | None = None
    programmes: int = Field(ge=1)
    left_out: tuple[str, ...] = ()

    @property
    def attribution(self) -> str:
        """The line that has to stand wherever texts are shown."""
        return f"Texte: {self.rights}, {self.licence} ({self.licence_url}), Quelle: {self.homepage}"


class Listing(Strict):
    """All listed programmes of one import."""

    source: ListedSource
    programmes: tuple[ListedProgramme, ...]

    def find(self, programme: str) -> ListedProgramme | None:
        """The programme of an id, with or without its prefix."""
        wanted = ID_PREFIX + programme.removeprefix(ID_PREFIX)
        return next((entry for entry in self.programmes if entry.id == wanted), None)
