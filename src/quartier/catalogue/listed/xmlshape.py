"""The shape of the export's documents, as data: which properties each kind of document may have, and what they hold.

State of 2026-08. A property nobody knows is reported instead of being dropped: it may be where the texts are now.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from quartier.catalogue.listed.codes import AREA_OF_CLASSIFIER
from quartier.model.listed import Facet

PROGRAMME, CONTACT, ADDRESS, LINK = "gsb:ServiceOffer", "gsb:ContactData", "gsb:Address", "gsb:ExternalLink"

HOLDS = {
    "Blob": "blob",
    "ClassifiedLinkLists": "classifiedLinkLists",
    "Date": "value",
    "LinkList": "links",
    "Long": "value",
    "RichText": "text",
    "String": "value",
}
"""The one element a property of each type consists of."""

_INSIDE: dict[str, frozenset[str]] = {
    "text": frozenset(),
    "value": frozenset(),
    "links": frozenset({"link"}),
    "link": frozenset(),
    "classifiedLinkLists": frozenset({"classifiedLinkList"}),
    "classifiedLinkList": frozenset({"classifierText", "classifierLinks", "links"}),
    "classifierText": frozenset(),
    "classifierLinks": frozenset({"link"}),
}
"""Which elements may stand inside another."""


def _properties(**names: str) -> dict[str, str]:
    return {f"gsb:{name}": kind for kind, listed in names.items() for name in listed.split()}


_ANY = {"RichText": "comment header remark teaserText title", "LinkList": "languageInd", "Long": "shouldNotBeIndexed"}


def _document(**names: str) -> dict[str, str]:
    return _properties(**_ANY) | _properties(**names)


DOCUMENTS: dict[str, dict[str, str]] = {
    PROGRAMME: _document(
        RichText="bodyText challenge competenceDescr customerBenefit functions procDescription procInfluence "
        "procMethod procQuality progress referenceCustomer regulatoryFWork requirements serviceDescription "
        "serviceFeeDescr summary termsOfPayment",
        ClassifiedLinkLists="cl2Contacts cl2CustServices cl2Location cl2Processes cl2RelatedEnts cl2Satisfaction",
        Date="dateOfExpiration dateOfIssue",
        String="externalID keywords subType",
    ),
    CONTACT: _document(
        ClassifiedLinkLists="cl2Addresses cl2Images cl2RespTargets",
        String="email fax keywords mobile phone subType",
        LinkList="languageInd website",
    ),
    ADDRESS: _document(String="building city country houseId keywords postBox road state zipCode"),
    LINK: _document(
        RichText="bodyText", ClassifiedLinkLists="cl2Images", Date="dateOfIssue", String="altText keywords url"
    ),
    "gsb:Publication": _document(
        RichText="longDescription shortDescription",
        ClassifiedLinkLists="cl2Categories cl2Images cl2LanguageEnts",
        Blob="publicationFile",
    ),
    "gsb:ServiceLocation": _document(
        RichText="access directionsInfo directionsText opening responseValue",
        ClassifiedLinkLists="cl2RespTargets",
        Date="dateOfIssue",
    ),
}
"""The properties of each kind of document with their types."""

FACET_OF_CLASSIFIER: dict[str, tuple[Facet, str | None]] = {
    "Foerderart": (Facet.FUNDING_TYPE, None),
    "Foerderberechtigte": (Facet.ELIGIBLE_APPLICANTS, None),
    "Foerderbereich": (Facet.FUNDING_AREA, None),
    "Foerdergeber": (Facet.FUNDING_BODY, None),
    "Foerdergebiet": (Facet.FUNDING_LOCATION, None),
    "GRW": (Facet.GRW, None),
    "Unternehmensgroesse": (Facet.COMPANY_SIZE, None),
    "BranchenExistenzgruenderin": (Facet.APPLICANT_SECTOR, "existenzgruenderin"),
    "BranchenUnternehmen": (Facet.APPLICANT_SECTOR, "unternehmen"),
    **{name: (Facet.FUNDING_SUBAREA, area) for name, area in AREA_OF_CLASSIFIER.items()},
}
"""Each list of a programme, the facet it fills, and the code it stands below on the second level."""

OTHER_CLASSIFIERS = frozenset({"Foerderorganisation", "Foerdertermin", "Unternehmensalter", "Kontakt", "ExternerLink"})
FACET_PROPERTIES = frozenset({"gsb:cl2Processes", "gsb:cl2Satisfaction"})
"""Properties in which a list we do not know would be a new facet."""


def shape_differences(root: Element) -> Iterator[tuple[str, str]]:
    """Everything in which a document is not of the known shape, as property and message."""
    if root.tag != "document":
        yield "", f"das Wurzelelement heißt <{root.tag}> statt <document>"
        return
    missing = [name for name in ("name", "path", "type") if not root.get(name)]
    if missing:
        yield "", f"dem Wurzelelement fehlt: {', '.join(missing)}"
        return
    known = DOCUMENTS.get(root.get("type", ""))
    if known is None:
        yield "", f"die Dokumentart „{root.get('type')}“ kennen wir nicht"
        return
    for element in root:
        if element.tag == "property":
            yield from _property(element, known)
        else:
            yield "", f"unbekanntes Element <{element.tag}> in <document>"


def _property(element: Element, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    name, kind = element.get("name", ""), element.get("type", "")
    if name not in known:
        yield name, f"diese Angabe (Art {kind}) kennen wir nicht"
    elif kind != known[name]:
        yield name, f"die Art ist {kind} statt {known[name]}"
    else:
        found = [child.tag for child in element]
        if found != [HOLDS[kind]]:
            shown = ", ".join(f"<{tag}>" for tag in found) or "nichts"
            yield name, f"enthält {shown} statt <{HOLDS[kind]}>"
        for child in element:
            yield from _inside(name, child)


def _inside(name: str, element: Element) -> Iterator[tuple[str, str]]:
    allowed = _INSIDE.get(element.tag)
    if allowed is None:  # a Blob is not read
        return
    for child in element:
        if child.tag in allowed:
            yield from _inside(name, child)
        else:
            yield name, f"unbekanntes Element <{child.tag}> in <{element.tag}>"
