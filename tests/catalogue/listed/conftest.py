"""Small made-up tables and exports of the known shape, which tests may spoil; the official samples if at hand."""

import csv
import hashlib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from quartier.catalogue.listed.contract import COLUMNS
from quartier.catalogue.problems import BadInputError
from quartier.model.listed import PAGES

ROOT = Path(__file__).resolve().parents[3]
NAMES = [column.name for column in COLUMNS]

Row = dict[str, str]
WriteTable = Callable[..., Path]
Report = Callable[[Callable[[], object]], list[str]]

FILLED = {
    "title": "Treffpunkte im Quartier",
    "short_description": "Zuschüsse für offene Treffpunkte.",
    "description": "Das Land fördert Treffpunkte.\nAuch einen Mittagstisch.",
    "legal_basis": "Richtlinie über Treffpunkte",
    "keywords": "Treffpunkt Mittagstisch",
    "date_of_issue": "2025-05-26T12:00:00.000000+0000",
    "funding_type": '["zuschuss"]',
    "eligible_applicants": '["kommune", "verband_vereinigung"]',
    "funding_area": '["gesundheit_soziales"]',
    "funding_body": '["land"]',
    "funding_location": '["baden_wuerttemberg"]',
    "funding_organisation": '["sozialministerium-bw"]',
    "funding_subarea": '["gesundheit_soziales.senioren_pflege"]',
    "contact_info_institution": "Sozialministerium",
    "contact_info_email": "vorname.name@example.org",
    "contact_info_website": "https://example.org/amt",
    "further_links": '[{"url": "https://example.org/mehr", "title": null}]',
    "license_info": "Treffpunkte von BMWE, lizensiert unter CC BY-ND 4.0, Quelle: …",
    "on_website_from": "2026-W32",
    "last_updated": "2026-W40",
    "previous_update_dates": '["2026-W34", "2026-W40"]',
    "absent": "false",
}


def table_row(number: int = 1, **changed: str) -> Row:
    key = f"land-bw-programm-{number}"
    row = dict.fromkeys(NAMES, "") | FILLED
    row |= {
        "programme_slug": f"programm-{number}",
        "url": f"{PAGES}Land/BW/programm-{number}.html",
        "id_url": key,
        "id_hash": hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(),
    }
    return row | changed


@pytest.fixture
def row() -> Callable[..., Row]:
    """A row of the table that keeps the contract, with some cells changed."""
    return table_row


@pytest.fixture
def table(tmp_path: Path) -> WriteTable:
    """Write rows (dictionaries, or lists of cells) below a header."""

    def write(rows: Sequence[Row | list[str]], names: Sequence[str] = NAMES) -> Path:
        path = tmp_path / "programme.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([row.get(name, "") for name in names] if isinstance(row, dict) else row for row in rows)
        return path

    return write


@pytest.fixture
def many(row: Callable[..., Row]) -> list[Row]:
    """A hundred rows: one of them may be unreadable."""
    return [row(number) for number in range(1, 101)]


@pytest.fixture
def report() -> Report:
    """The lines of the BadInputError that a step must raise."""

    def run(step: Callable[[], object]) -> list[str]:
        with pytest.raises(BadInputError) as caught:
            step()
        return str(caught.value).splitlines()

    return run


LISTS = {
    "gsb:cl2Processes": {
        "Foerderart": ["Foerderart/zuschuss"],
        "Foerdergebiet": ["Foerdergebiet/bundesweit", "Foerdergebiet/_bundesweit"],
        "Foerdergeber": ["Foerdergeber/bund"],
        "Foerderberechtigte": ["Foerderberechtigte/kommune"],
        "BranchenUnternehmen": ["Branchen/handel"],
        "Unternehmensalter": ["Unternehmensalter/nicht_relevant"],
        "Foerderbereich": ["Foerderbereich/gesundheit_soziales"],
        "Foerderorganisation": ["target:/BMWI/FDB/Content/DE/Foerdergeber/B/bmfsfj"],
    },
    "gsb:cl2Satisfaction": {"UFGesundheitSoziales": ["UF_GesundheitSoziales/senioren_pflege"], "UFArbeit": []},
    "gsb:cl2Contacts": {"Kontakt": ["target:/BMWI/FDB/Content/DE/Kontakt/A/amt"]},
    "gsb:cl2CustServices": {"ExternerLink": ["target:/BMWI/FDB/Content/DE/ExternerLink/M/mehr"]},
}
_CATEGORIES = "target:/BMWI/SiteGlobals/Categories/FDB/"
_COMMON = "target:/BMWI/SiteGlobals/Classifications/Classifier/Common/"

Lists = Mapping[str, Mapping[str, Sequence[str]]]


def link(target: str) -> str:
    full = target if target.startswith("target:") else _CATEGORIES + target
    return f"<link xlink:href={quoteattr(full)}/>"


def prop(name: str, kind: str, inside: str) -> str:
    return f'<property name="{name}" type="{kind}">{inside}</property>'


def rich(name: str, html: str) -> str:
    return prop(name, "RichText", f"<text>{escape(f'<![CDATA[<div>{html}</div>]]>')}</text>")


def listed(name: str, lists: Mapping[str, Sequence[str]]) -> str:
    parts = (
        "<classifiedLinkList><classifierText></classifierText>"
        f"<classifierLinks>{link(_COMMON + classifier)}</classifierLinks>"
        f"<links>{''.join(map(link, targets))}</links></classifiedLinkList>"
        for classifier, targets in lists.items()
    )
    return prop(name, "ClassifiedLinkLists", f"<classifiedLinkLists>{''.join(parts)}</classifiedLinkLists>")


def document(name: str, path: str, kind: str, inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<document xmlns:xlink="http://www.w3.org/1999/xlink" name="{name}" path="/BMWI/FDB/Content/DE/{path}" '
        f'type="{kind}">{inside}</document>'
    )


def offer(
    name: str = "treffpunkte", *, more: str = "", lists: Lists = LISTS, path: str = "Foerderprogramm/Bund"
) -> str:
    inside = (
        rich("gsb:title", "<p>Treffpunkte &amp; Mittagstische</p>"),
        rich("gsb:teaserText", "<p>Zuschüsse für <b>offene</b> Treff­punkte.</p>"),
        rich("gsb:summary", "<p>Der Bund fördert&#xa0; Treffpunkte.</p><ul><li>Auch &lt;kleine&gt;</li></ul>"),
        rich("gsb:bodyText", "<p>Richtlinie</p>"),
        prop("gsb:keywords", "String", "<value>Treffpunkt\tMittagstisch</value>"),
        prop("gsb:dateOfIssue", "Date", "<value>2025-05-26T14:00:00.000+02:00</value>"),
        prop("gsb:subType", "String", "<value>ServiceOffer-FundingProgram</value>"),
        *(listed(prop_name, inner) for prop_name, inner in lists.items()),
        more,
    )
    return document(name, path, "gsb:ServiceOffer", "".join(inside))


LINKED = {
    "Kontakt/A/amt.xml": document(
        "amt",
        "Kontakt/A",
        "gsb:ContactData",
        rich("gsb:title", "<p>Bundesamt</p>")
        + prop("gsb:email", "String", "<value>vorname.name@example.org</value>")
        + prop("gsb:website", "LinkList", f"<links>{link('target:/BMWI/FDB/Content/DE/ExternerLink/A/amt')}</links>"),
    ),
    "ExternerLink/A/amt.xml": document(
        "amt",
        "ExternerLink/A",
        "gsb:ExternalLink",
        prop("gsb:url", "String", "<value>https://example.org/amt</value>"),
    ),
    "ExternerLink/M/mehr.xml": document(
        "mehr",
        "ExternerLink/M",
        "gsb:ExternalLink",
        rich("gsb:title", "<p>Mehr dazu</p>") + prop("gsb:url", "String", "<value>https://example.org/mehr</value>"),
    ),
}


@pytest.fixture
def make_offer() -> Callable[..., str]:
    """The XML of a programme that keeps the shape; `more` properties and other `lists` may spoil it."""
    return offer


@pytest.fixture
def make_list() -> Callable[..., str]:
    """The XML of a property with lists of links."""
    return listed


@pytest.fixture
def lists() -> Lists:
    """The lists of a programme that keeps the shape."""
    return LISTS


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """A folder with the given documents (by path) beside an office and its pages; as a ZIP file where wanted."""

    def write(documents: Mapping[str, str | bytes], *, zipped: bool = False) -> Path:
        folder = tmp_path / "export"
        for name, content in {**LINKED, **documents}.items():
            path = folder / "BMWI/FDB/Content/DE" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        if not zipped:
            return folder
        with zipfile.ZipFile(tmp_path / "export.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*.xml")):
                archive.write(path, path.relative_to(folder))
        return tmp_path / "export.zip"

    return write


@pytest.fixture
def samples() -> Path:
    """Three programmes and four linked documents of the official export, which are not part of this repository."""
    folder = ROOT.parent / "shared" / "data" / "foerderdatenbank" / "beispiel-export"
    if not folder.is_dir():
        pytest.skip("../shared/data/foerderdatenbank/beispiel-export is missing")
    return folder
