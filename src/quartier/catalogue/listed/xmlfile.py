"""The official XML export as listed programmes. The shape of a document is checked by `xmlshape`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from pydantic import ValidationError

from quartier.catalogue.listed import sources
from quartier.catalogue.listed.archive import RawDocument, documents
from quartier.catalogue.listed.cells import time
from quartier.catalogue.listed.codes import ALIASES, CODES
from quartier.catalogue.listed.plaintext import clean, plain
from quartier.catalogue.listed.reading import Reading, kept
from quartier.catalogue.listed.report import Deviations, Place, refused_whole
from quartier.catalogue.listed.safexml import BrokenXmlError, UnsafeXmlError, parse
from quartier.catalogue.listed.xmlshape import (
    CONTACT,
    FACET_OF_CLASSIFIER,
    FACET_PROPERTIES,
    LINK,
    OTHER_CLASSIFIERS,
    PROGRAMME,
    shape_differences,
)
from quartier.model.listed import ID_PREFIX, PAGES, Facet, ListedLink, ListedProgramme, ListedText

_HREF = "{http://www.w3.org/1999/xlink}href"
_TARGET = "target:"
_PROGRAMMES = "/BMWI/FDB/Content/DE/Foerderprogramm"
_CATEGORIES = "target:/BMWI/SiteGlobals/Categories/FDB/"
_SUBTYPES = frozenset({"", "ServiceOffer-FundingProgram"})
_TEXTS = {
    "gsb:teaserText": ListedText.SHORT_DESCRIPTION,
    "gsb:summary": ListedText.DESCRIPTION,
    "gsb:regulatoryFWork": ListedText.LEGAL_REQUIREMENTS,
    "gsb:procInfluence": ListedText.DEADLINES,
    "gsb:procMethod": ListedText.PROCEDURE,
    "gsb:progress": ListedText.PROCESSING_TIME,
    "gsb:competenceDescr": ListedText.REQUIRED_DOCUMENTS,
    "gsb:functions": ListedText.APPLICATION_LANGUAGE,
    "gsb:header": ListedText.STATUS_NOTE,
    "gsb:procDescription": ListedText.LEGAL_CITATION,
    "gsb:bodyText": ListedText.LEGAL_BASIS,
}
"""What the properties really hold; their names come from a template of the editing system."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """A document programmes point to: an office, or a page elsewhere."""

    title: str
    url: str
    websites: tuple[str, ...]


@dataclass(slots=True)
class _Export:
    """Everything read so far."""

    deviations: Deviations = field(default_factory=Deviations)
    offers: list[tuple[Place, Element]] = field(default_factory=list)
    linked: dict[str, _Linked] = field(default_factory=dict)


def read_xml(path: Path) -> Reading:
    """All programmes of an export (ZIP file, folder or one document). Raises BadInputError where it is refused."""
    export = _Export()
    for document in documents(path):
        _take(document, export)
    programmes = [found for place, root in export.offers for found in _programmes(place, root, export)]
    _doubles(programmes, export, path)
    total = len({place for place, _ in export.offers} | export.deviations.places_left_out)
    left_out = export.deviations.settle(str(path), total, "Programmen")
    if not programmes:
        raise refused_whole(str(path), "darin ist kein Förderprogramm")
    issued = [programme.issued for programme in programmes if programme.issued]
    return Reading("xml", tuple(programmes), left_out, max(issued).isoformat() if issued else None)


def _take(document: RawDocument, export: _Export) -> None:
    place = Place(document.name)
    try:
        root = parse(document.data)
    except UnsafeXmlError as error:
        export.deviations.shape(place, "", str(error))
        return
    except BrokenXmlError as error:
        export.deviations.unreadable(place, "", str(error))
        return
    differences = list(shape_differences(root))
    for name, message in differences:
        export.deviations.shape(place, name, message)
    if differences:
        return
    if root.get("type") == PROGRAMME:
        export.offers.append((place, root))
    elif root.get("type") in {CONTACT, LINK}:
        export.linked[f"{root.get('path')}/{root.get('name')}"] = _Linked(
            clean(plain(_content(root, "gsb:title"))).replace("\n", " "),
            clean(_content(root, "gsb:url")),
            tuple(_links(root, "gsb:website")),
        )


def _programmes(place: Place, root: Element, export: _Export) -> Iterator[ListedProgramme]:
    """The programme of a document; none where it cannot be read."""
    page = _page(root)
    if page is None or clean(_content(root, "gsb:subType")) not in _SUBTYPES:
        export.deviations.unreadable(
            place, "", "das Dokument liegt nicht bei den Förderprogrammen oder ist von anderer Art"
        )
        return
    lists = _lists(root, place, export.deviations)
    title = plain(_content(root, "gsb:title")).replace("\n", " ") or None
    offices = [found for href in lists.get("Kontakt", ()) if (found := export.linked.get(href))]
    try:
        issued = clean(_content(root, "gsb:dateOfIssue"))
        yield ListedProgramme(
            id=ID_PREFIX + page.lower().replace("/", "-"),
            url=f"{PAGES}{page}.html",
            title=title,
            texts=_texts(root),
            codes=_codes(lists, place, export.deviations),
            organisations=tuple(_leaf(href) for href in lists.get("Foerderorganisation", ())),
            institution=offices[0].title or None if offices else None,
            website=_website(offices[0], export) if offices else None,
            links=_further(lists.get("ExternerLink", ()), export),
            attribution=sources.attribution(title or page, f"{PAGES}{page}.html"),
            issued=time(issued).date() if issued else None,
        )
    except (ValidationError, ValueError) as error:
        wrong = error.errors(include_url=False) if isinstance(error, ValidationError) else []
        names = ", ".join(".".join(map(str, entry["loc"])) for entry in wrong) or "gsb:dateOfIssue"
        export.deviations.unreadable(place, names, "die Angabe ist unbrauchbar")


def _page(root: Element) -> str | None:
    """The address below all programme pages, without its ending; None for a document that is elsewhere."""
    path = root.get("path", "")
    if path != _PROGRAMMES and not path.startswith(f"{_PROGRAMMES}/"):
        return None
    page = f"{path.removeprefix(_PROGRAMMES)}/{root.get('name')}".lstrip("/")
    return page if page == clean(page) else None


def _content(root: Element, name: str) -> str | None:
    """The text of a property with one value."""
    found = root.find(f"property[@name='{name}']/*")
    return None if found is None else found.text


def _texts(root: Element) -> dict[ListedText, str]:
    texts = {kind: plain(_content(root, name)) for name, kind in _TEXTS.items()}
    texts[ListedText.KEYWORDS] = clean(_content(root, "gsb:keywords"))
    return kept(texts)


def _links(root: Element, name: str) -> Iterator[str]:
    for link in root.findall(f"property[@name='{name}']/links/link"):
        yield link.get(_HREF, "").removeprefix(_TARGET)


def _lists(root: Element, place: Place, deviations: Deviations) -> dict[str, list[str]]:
    """What a programme points to, by the name of the list; a list nobody knows may be a new facet."""
    found: dict[str, list[str]] = {}
    for prop in root.findall("property[@type='ClassifiedLinkLists']"):
        for listed in prop.iterfind("classifiedLinkLists/classifiedLinkList"):
            name = "+".join(_leaf(link.get(_HREF, "")) for link in listed.iterfind("classifierLinks/link"))
            hrefs = [link.get(_HREF, "") for link in listed.iterfind("links/link")]
            if name in FACET_OF_CLASSIFIER or name in OTHER_CLASSIFIERS:
                found.setdefault(name, []).extend(href.removeprefix(_TARGET) for href in hrefs)
            elif hrefs and prop.get("name") in FACET_PROPERTIES:
                deviations.shape(place, prop.get("name", ""), f"die Liste „{name}“ kennen wir nicht")
    return found


def _codes(lists: dict[str, list[str]], place: Place, deviations: Deviations) -> dict[Facet, tuple[str, ...]]:
    found: dict[Facet, list[str]] = {}
    for name, hrefs in lists.items():
        facet, parent = FACET_OF_CLASSIFIER.get(name, (None, None))
        if facet is None:
            continue
        for href in hrefs:
            code = ALIASES.get(_leaf(href), _leaf(href)) if facet is Facet.FUNDING_LOCATION else _leaf(href)
            path = f"{parent}.{code}" if parent else code
            if path not in CODES[facet] or not f"{_TARGET}{href}".startswith(_CATEGORIES):
                deviations.shape(place, name, f"den Code „{code}“ kennen wir nicht")
            found.setdefault(facet, []).append(path)
    return {facet: tuple(dict.fromkeys(codes)) for facet, codes in found.items()}


def _leaf(href: str) -> str:
    return href.rpartition("/")[2]


def _website(office: _Linked, export: _Export) -> str | None:
    pages = (export.linked[href].url for href in office.websites if href in export.linked)
    return next((page for page in pages if page.startswith("http")), None)


def _further(hrefs: list[str] | tuple[str, ...], export: _Export) -> tuple[ListedLink, ...]:
    """The pages elsewhere that are in the export; the others are internal."""
    pages = (export.linked[href] for href in hrefs if href in export.linked)
    return tuple(ListedLink(url=page.url, title=page.title or None) for page in pages if page.url.startswith("http"))


def _doubles(programmes: list[ListedProgramme], export: _Export, path: Path) -> None:
    seen: set[str] = set()
    for programme in programmes:
        if programme.id in seen:
            export.deviations.shape(Place(str(path)), programme.id, "steht mehrfach darin, muss aber einmalig sein")
        seen.add(programme.id)
