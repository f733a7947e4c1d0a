"""The export: read whole as listed programmes, or refused with every difference from its shape."""

import datetime as dt
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from quartier.catalogue.listed import archive
from quartier.catalogue.listed.reading import Reading
from quartier.catalogue.listed.xmlfile import read_xml
from quartier.catalogue.problems import Problem
from quartier.model.listed import PAGES, Facet, ListedLink, ListedProgramme, ListedText

Export = Callable[..., Path]
Make = Callable[..., str]
Lists = Mapping[str, Mapping[str, Sequence[str]]]
Report = Callable[[Callable[[], object]], list[str]]

OFFER = "Foerderprogramm/Bund/treffpunkte.xml"
INSIDE = f"BMWI/FDB/Content/DE/{OFFER}"
PROGRAMME = ListedProgramme(
    id="fdb:bund-treffpunkte",
    url=f"{PAGES}Bund/treffpunkte.html",
    title="Treffpunkte & Mittagstische",
    texts={
        ListedText.SHORT_DESCRIPTION: "Zuschüsse für offene Treffpunkte.",
        ListedText.DESCRIPTION: "Der Bund fördert Treffpunkte.\nAuch <kleine>",
        ListedText.KEYWORDS: "Treffpunkt Mittagstisch",
    },
    codes={
        Facet.FUNDING_TYPE: ("zuschuss",),
        Facet.FUNDING_LOCATION: ("_bundesweit",),
        Facet.FUNDING_BODY: ("bund",),
        Facet.ELIGIBLE_APPLICANTS: ("kommune",),
        Facet.APPLICANT_SECTOR: ("unternehmen.handel",),
        Facet.FUNDING_AREA: ("gesundheit_soziales",),
        Facet.FUNDING_SUBAREA: ("gesundheit_soziales.senioren_pflege",),
    },
    organisations=("bmfsfj",),
    institution="Bundesamt",
    website="https://example.org/amt",
    links=(ListedLink(url="https://example.org/mehr", title="Mehr dazu"),),
    attribution="Treffpunkte & Mittagstische von Bundesministerium für Wirtschaft und Energie (BMWE), lizenziert unter "
    "CC BY-ND 4.0 (https://creativecommons.org/licenses/by-nd/4.0/deed.de), Quelle: "
    f"{PAGES}Bund/treffpunkte.html",
    issued=dt.date(2025, 5, 26),
)
READING = Reading("xml", (PROGRAMME,), (), "2025-05-26")


@pytest.mark.parametrize("zipped", [False, True])
def test_an_export(export: Export, make_offer: Make, zipped: bool) -> None:  # noqa: FBT001 - pytest calls it
    assert read_xml(export({OFFER: make_offer()}, zipped=zipped)) == READING


def test_one_document(export: Export, make_offer: Make) -> None:
    """Without the documents it points to: no office, no further pages."""
    alone = PROGRAMME.model_copy(update={"institution": None, "website": None, "links": ()})
    assert read_xml(export({OFFER: make_offer()}) / INSIDE) == Reading("xml", (alone,), (), "2025-05-26")


def test_templates_outside_the_content_are_not_read(export: Export, make_offer: Make) -> None:
    folder = export({OFFER: make_offer()})
    (folder / "BMWI" / "SiteGlobals").mkdir()
    (folder / "BMWI" / "SiteGlobals" / "template.xml").write_text("<other/>", encoding="utf-8")
    assert read_xml(folder) == READING


def test_a_bom_and_a_control_character(export: Export, make_offer: Make) -> None:
    text = make_offer().replace("fördert", "för\x02dert")
    assert read_xml(export({OFFER: b"\xef\xbb\xbf" + text.encode()})) == READING


def test_one_unreadable_programme_in_a_hundred_is_left_out(export: Export, make_offer: Make) -> None:
    offers = {f"Foerderprogramm/Bund/p{number}.xml": make_offer(f"p{number}") for number in range(100)}
    folder = export(offers | {"Foerderprogramm/Bund/p7.xml": "<document"})
    reading = read_xml(folder)
    name = str(folder / "BMWI/FDB/Content/DE/Foerderprogramm/Bund/p7.xml")
    assert (len(reading.programmes), reading.left_out) == (
        99,
        (Problem(name, None, "", "das Dokument ist kein lesbares XML (Zeile 1)"),),
    )


def spoiled(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


TITLE = '<property name="gsb:title" type="RichText">'


@pytest.mark.parametrize(
    ("change", "reasons"),
    [
        (
            spoiled("<document ", '<!DOCTYPE x [<!ENTITY y "z">]><document '),
            ["das Dokument enthält <!DOCTYPE: so etwas lesen wir aus Sicherheitsgründen nicht"],
        ),
        (spoiled('type="gsb:ServiceOffer"', 'type="gsb:Offer"'), ["die Dokumentart „gsb:Offer“ kennen wir nicht"]),
        (spoiled(' name="treffpunkte"', ""), ["dem Wurzelelement fehlt: name"]),
        (
            spoiled(TITLE, '<property name="gsb:heading" type="RichText">'),
            ["gsb:heading: diese Angabe (Art RichText) kennen wir nicht"],
        ),
        (spoiled(TITLE, '<property name="gsb:title" type="String">'), ["gsb:title: die Art ist String statt RichText"]),
        (spoiled("<text>", "<html>Neu</html><text>"), ["gsb:title: enthält <html>, <text> statt <text>"]),
        (spoiled("<value>Treffpunkt\tMittagstisch</value>", ""), ["gsb:keywords: enthält nichts statt <value>"]),
        (
            spoiled("<value>Treffpunkt\tMittagstisch</value>", "<value>A<b/></value>"),
            ["gsb:keywords: unbekanntes Element <b> in <value>"],
        ),
        (
            spoiled("<classifierText></classifierText>", "<note/>"),
            ["gsb:cl2Processes: unbekanntes Element <note> in <classifiedLinkList>"],
        ),
        (spoiled("</document>", "<extra/></document>"), ["unbekanntes Element <extra> in <document>"]),
        (
            spoiled("Common/Foerderart", "Common/Foerderhoehe"),
            ["gsb:cl2Processes: die Liste „Foerderhoehe“ kennen wir nicht"],
        ),
        (
            spoiled("Foerderart/zuschuss", "Foerderart/kryptogeld"),
            ["Foerderart: den Code „kryptogeld“ kennen wir nicht"],
        ),
        (
            spoiled("FDB/Foerderart/zuschuss", "Neu/Foerderart/zuschuss"),
            ["Foerderart: den Code „zuschuss“ kennen wir nicht"],
        ),
        (
            spoiled("UF_GesundheitSoziales/senioren_pflege", "UF_GesundheitSoziales/handel"),
            ["UFGesundheitSoziales: den Code „handel“ kennen wir nicht"],
        ),
    ],
)
def test_another_shape_is_refused(
    export: Export, make_offer: Make, report: Report, change: Callable[[str], str], reasons: list[str]
) -> None:
    others = {f"Foerderprogramm/Bund/p{number}.xml": make_offer(f"p{number}") for number in range(200)}
    folder = export({**others, OFFER: change(make_offer())})
    assert report(lambda: read_xml(folder)) == [f"{folder / INSIDE}: {reason}" for reason in reasons]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (spoiled("2025-05-26T14:00:00.000+02:00", "im Mai"), "gsb:dateOfIssue: die Angabe ist unbrauchbar"),
        (spoiled('name="treffpunkte"', f'name="{"x" * 500}"'), "id, url: die Angabe ist unbrauchbar"),
        (
            spoiled("FundingProgram<", "Other<"),
            "das Dokument liegt nicht bei den Förderprogrammen oder ist von anderer Art",
        ),
        (
            spoiled("DE/Foerderprogramm/", "DE/Archiv/"),
            "das Dokument liegt nicht bei den Förderprogrammen oder ist von anderer Art",
        ),
    ],
)
def test_a_programme_that_cannot_be_read(
    export: Export, make_offer: Make, report: Report, change: Callable[[str], str], reason: str
) -> None:
    folder = export({OFFER: change(make_offer())})
    assert report(lambda: read_xml(folder)) == [
        f"{folder}: 1 von 1 Programmen sind nicht lesbar, hinnehmbar ist höchstens 1 von 100",
        f"{folder / INSIDE}: {reason}",
    ]


def test_an_empty_list_nobody_knows_says_nothing(export: Export, make_offer: Make, lists: Lists) -> None:
    more = {**lists, "gsb:cl2Processes": {**lists["gsb:cl2Processes"], "Foerderhoehe": []}}
    assert read_xml(export({OFFER: make_offer(lists=more)})) == READING


def test_a_list_nobody_knows_outside_the_facets_does_no_harm(export: Export, make_offer: Make, make_list: Make) -> None:
    more = make_list("gsb:cl2RelatedEnts", {"Neu": ["Neu/code"]})
    assert read_xml(export({OFFER: make_offer(more=more)})) == READING


def test_the_same_change_in_many_documents_is_one_difference(export: Export, make_offer: Make, report: Report) -> None:
    offers = {
        f"Foerderprogramm/Bund/p{number}.xml": make_offer(f"p{number}").replace("gsb:summary", "gsb:abstract")
        for number in range(3)
    }
    folder = export(offers)
    first = folder / "BMWI/FDB/Content/DE/Foerderprogramm/Bund/p0.xml"
    assert report(lambda: read_xml(folder)) == [
        f"{first}: gsb:abstract: diese Angabe (Art RichText) kennen wir nicht (3-mal, hier zuerst)"
    ]


def test_a_programme_twice(export: Export, make_offer: Make, report: Report) -> None:
    folder = export({OFFER: make_offer(), "Foerderprogramm/Bund/copy.xml": make_offer()})
    assert report(lambda: read_xml(folder)) == [
        f"{folder}: fdb:bund-treffpunkte: steht mehrfach darin, muss aber einmalig sein"
    ]


def test_no_programme(export: Export, report: Report) -> None:
    folder = export({})
    assert report(lambda: read_xml(folder)) == [f"{folder}: darin ist kein Förderprogramm"]


def test_no_document(tmp_path: Path, report: Report) -> None:
    assert report(lambda: read_xml(tmp_path)) == [f"{tmp_path}: darin ist kein XML-Dokument"]


def test_no_zip_file(tmp_path: Path, export: Export, make_offer: Make, report: Report) -> None:
    whole = export({OFFER: make_offer()}, zipped=True)
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole.read_bytes()[:-200])
    assert report(lambda: read_xml(broken)) == [
        f"{broken}: das ist keine lesbare ZIP-Datei; vielleicht ist sie unvollständig"
    ]


def test_a_bomb(tmp_path: Path, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes are looked at before anything is unpacked."""
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.xml", b" " * 20_000_000)
    assert report(lambda: read_xml(bomb)) == [
        f"{bomb}: das ist zu groß: erlaubt sind 10 MB je Dokument, 2000 MB zusammen"
    ]
    monkeypatch.setattr(archive, "MAX_DOCUMENTS", 0)
    assert report(lambda: read_xml(bomb)) == [f"{bomb}: das sind mehr als 0 Dokumente"]
