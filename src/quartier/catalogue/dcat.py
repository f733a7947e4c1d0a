"""The record that open-data portals harvest: DCAT-AP.de as JSON-LD, made of the catalogue itself.

Left out because nobody has decided it: `dcatde:contributorID`, which GovData assigns to whoever publishes. The files
are named relative to the record, so it holds wherever the three lie together.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from quartier.catalogue.store import Catalogue

_AUTHORITY = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCE = f"{_AUTHORITY}licence/EUPL_1_2"
THEMES = ("GOVE", "SOCI", "REGI")
"""Government and public sector; population and society; regions and cities (EU data themes)."""

_FORMS = (("json", "Alle Ausgaben (JSON)", "application/json"), ("csv", "Alle Bausteine (CSV)", "text/csv"))

KEYWORDS = ("Fördermittel", "Förderprogramme", "Quartiersentwicklung", "Kommunen", "Zuwendungen")


def as_dcat(catalogue: Catalogue, publisher: str) -> str:
    """The record as JSON-LD; `publisher` is the name of who gives out the data."""
    data = {"@context": _CONTEXT, "@graph": [_dataset(catalogue, publisher)]}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _dataset(catalogue: Catalogue, publisher: str) -> dict[str, Any]:
    programmes, editions = len(catalogue.by_programme), len(catalogue.editions)
    return {
        "@id": "#catalogue",
        "@type": "dcat:Dataset",
        "dct:title": [
            _text("Förderprogramme für die Quartiersentwicklung"),
            _text("Funding programmes for neighbourhood development", "en"),
        ],
        "dct:description": _text(
            f"{programmes} Förderprogramme in {editions} datierten Ausgaben, maschinenlesbar. Mit Bedingungen, "
            "Beträgen, Fristen, Quellen und den Regeln zur Verbindung mit anderem Geld."
        ),
        "dct:identifier": "quartier-catalogue",
        "owl:versionInfo": catalogue.digest,
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": _text(publisher)},
        "dcat:theme": [{"@id": f"{_AUTHORITY}data-theme/{theme}"} for theme in THEMES],
        "dcat:keyword": [_text(word) for word in KEYWORDS],
        "dct:language": {"@id": f"{_AUTHORITY}language/DEU"},
        "dct:spatial": {"@id": f"{_AUTHORITY}country/DEU"},
        "dct:accessRights": {"@id": f"{_AUTHORITY}access-right/PUBLIC"},
        "dct:temporal": _period(catalogue),
        "dcat:distribution": [_distribution(*form) for form in _FORMS],
    }


def _period(catalogue: Catalogue) -> dict[str, Any]:
    """From the first day of the oldest edition to the last of the newest; open where an edition has no end."""
    starts = [edition.valid.from_ for edition in catalogue.editions if edition.valid.from_]
    ends = [edition.valid.until for edition in catalogue.editions]
    period: dict[str, Any] = {"@type": "dct:PeriodOfTime"}
    if starts:
        period["dcat:startDate"] = _day(min(starts))
    known = [end for end in ends if end]
    if known and len(known) == len(ends):
        period["dcat:endDate"] = _day(max(known))
    return period


def _distribution(ending: str, title: str, media_type: str) -> dict[str, Any]:
    file = {"@id": f"catalogue.{ending}"}
    return {
        "@type": "dcat:Distribution",
        "dct:title": _text(title),
        "dcat:accessURL": file,
        "dcat:downloadURL": file,
        "dct:format": {"@id": f"{_AUTHORITY}file-type/{ending.upper()}"},
        "dcat:mediaType": {"@id": f"http://www.iana.org/assignments/media-types/{media_type}"},
        "dct:license": {"@id": LICENCE},
    }


def _text(words: str, language: str = "de") -> dict[str, str]:
    return {"@value": words, "@language": language}


def _day(day: dt.date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
