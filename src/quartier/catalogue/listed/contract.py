"""The column contract of the weekly table: 51 columns, as data. What a cell of a kind must look like is in `cells`.

State of 2026-08, from the published CSVW description (`/table-schema.json` beside the table).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quartier.model.listed import Facet


class Kind(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "Text"
    SLUG = "Text ohne Schrägstrich"
    PAGE = "Adresse einer Programmseite"
    HASH = "32 Zeichen von 0 bis f"
    WEEK = "Kalenderwoche wie 2026-W34"
    TIME = "Zeitpunkt wie 2026-08-14T09:30:00+00:00"
    BOOLEAN = "true oder false"
    LICENCE = "Lizenzvermerk mit CC BY-ND"
    TEXTS = "JSON-Liste von Texten"
    CODES = "JSON-Liste von Codes"
    WEEKS = "JSON-Liste von Kalenderwochen"
    LINKS = "JSON-Liste von {url, title}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `required`: no cell of it may be empty."""

    name: str
    kind: Kind
    required: bool = False
    facet: Facet | None = None


def _texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, Kind.TEXT) for name in names)


def _facet(facet: Facet) -> Column:
    return Column(facet.value, Kind.CODES, facet=facet)


COLUMNS: tuple[Column, ...] = (
    Column("programme_slug", Kind.SLUG, required=True),
    Column("url", Kind.PAGE, required=True),
    *_texts("title", "description", "short_description", "legal_basis", "status_note", "seo_description"),
    *_texts("required_documents", "application_language", "legal_citation", "deadlines", "procedure"),
    *_texts("processing_time", "legal_requirements", "keywords"),
    Column("date_of_issue", Kind.TIME),
    _facet(Facet.FUNDING_TYPE),
    _facet(Facet.ELIGIBLE_APPLICANTS),
    _facet(Facet.FUNDING_AREA),
    _facet(Facet.FUNDING_BODY),
    _facet(Facet.FUNDING_LOCATION),
    Column("funding_organisation", Kind.TEXTS),
    _facet(Facet.GRW),
    _facet(Facet.COMPANY_SIZE),
    Column("contact_ids", Kind.TEXTS),
    _facet(Facet.FUNDING_SUBAREA),
    _facet(Facet.APPLICANT_SECTOR),
    Column("id_url", Kind.SLUG, required=True),
    Column("id_hash", Kind.HASH, required=True),
    *_texts("contact_info_institution", "contact_info_email", "contact_info_phone", "contact_info_fax"),
    *_texts("contact_info_mobile", "contact_info_website", "contact_info_road", "contact_info_house_id"),
    *_texts("contact_info_building", "contact_info_zip_code", "contact_info_city", "contact_info_post_box"),
    *_texts("contact_info_country"),
    Column("further_links", Kind.LINKS),
    Column("license_info", Kind.LICENCE, required=True),
    Column("on_website_from", Kind.WEEK, required=True),
    Column("last_updated", Kind.WEEK),
    Column("previous_update_dates", Kind.WEEKS, required=True),
    Column("on_website_to", Kind.WEEK),
    Column("absent", Kind.BOOLEAN, required=True),
    Column("keywords_extracted", Kind.TEXTS),
)

UNIQUE = ("id_hash", "id_url", "url")
"""Columns in which no value may stand twice."""
