"""Papers as Word files and PDFs: the same content, real styles, and what people with a screen reader need."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from tests.documents.reading import (
    catalogue_of,
    headings,
    outline,
    pdf,
    pdf_words,
    repeats_heading,
    squeezed,
    tables,
    texts,
    word_paragraphs,
    word_tables,
)
from tests.documents.samples import COUNCIL, dossier, example

from quartier.documents.continuation import continuation_docx, continuation_paper, continuation_pdf
from quartier.documents.council_paper import council_paper, council_paper_docx, council_paper_pdf
from quartier.documents.dossier import NO_ADVICE
from quartier.documents.financing_paper import financing_paper, financing_plan_pdf
from quartier.documents.paper import Bullets, Citations, Facts, Heading, NewPage, Paper, Part, Table, Text, closing
from quartier.documents.paper_docx import docx_of
from quartier.documents.paper_pdf import html_of, pdf_of
from quartier.model.answers import SourceNote


def paper(*parts: Part, title: str = "Dorfhaus") -> Paper:
    return Paper(dossier(), "Probe (Entwurf)", title, parts)


EVERYTHING: tuple[Part, ...] = (
    Heading("Zahlen"),
    Text("Ein Satz."),
    Bullets(("erstens", "zweitens"), "numbers"),
    Bullets(("Satzung",), "checks"),
    Facts((("Ort", "Aalen"),)),
    NewPage(),
    Heading("Tabelle", 2),
    Table("Kosten", ("Posten", "2027"), (("Bau", 123_450), ("nichts", 0), ("zusammen", 123_450)), total=True),
)


def test_a_paper_ends_with_the_meaning_of_its_terms_and_its_sources() -> None:
    """Wherever a term stands; each once, by the alphabet. Without terms and sources nothing is added."""
    citations = Citations()
    citations.mark(SourceNote(title="Richtlinie", url=None, as_of="2026"))
    said = (
        Heading("Verwendungsnachweis"),
        Bullets(("Nach der Bewilligung.",)),
        Facts((("Eigenanteil", "10 %"),)),
        NewPage(),
        Table("Bewilligungen", ("Wer", "2027"), (("Land", 5),)),
    )
    *before, heading, meanings, sources, _ = closing(said, citations)

    assert tuple(before) == said
    assert (heading, sources) == (Heading("Begriffe"), Heading("Quellen"))
    assert isinstance(meanings, Facts)
    assert [name for name, _ in meanings.pairs] == ["Bewilligung", "Eigenanteil", "Verwendungsnachweis"]
    assert closing((Text("Ein Satz."),), Citations()) == (Text("Ein Satz."),)


def test_a_word_file_holds_exactly_this() -> None:
    content = docx_of(paper(*EVERYTHING))

    assert word_paragraphs(content) == [
        ("Subtitle", "Probe (Entwurf)"),
        ("Title", "Dorfhaus"),
        ("Hinweis", "Entwurf · Stand 01.03.2026 · Katalog 0"),
        ("Wichtig", NO_ADVICE),
        ("Heading 1", "Zahlen"),
        ("Normal", "Ein Satz."),
        ("Punkte mit Zeichen", "1.\terstens"),
        ("Punkte mit Zeichen", "2.\tzweitens"),
        ("Punkte mit Zeichen", "☐\tSatzung"),
        ("Heading 2", "Tabelle"),
        ("Tabellentitel", "Kosten"),
    ]
    assert word_tables(content) == [
        [["Ort", "Aalen"]],
        [["Posten", "2027"], ["Bau", "1.234,50\xa0€"], ["nichts", "–"], ["zusammen", "1.234,50\xa0€"]],
    ]


def test_tables_of_many_years_are_set_closer_and_name_the_currency_once() -> None:
    years = tuple(map(str, range(2027, 2032)))
    table = Table("Kosten", ("Posten", *years), (("Bau", *(100_050 for _ in years)),))
    wide = paper(table)

    assert (table.density, table.title) == ("close", "Kosten (Beträge in Euro)")
    assert word_tables(docx_of(wide))[0][1] == ["Bau", *("1.000,50" for _ in years)]
    assert "<table class=close><caption>Kosten (Beträge in Euro)</caption>" in html_of(wide)


def test_a_word_file_is_made_for_offices() -> None:
    document = Document(io.BytesIO(council_paper_docx(example("dorfgemeinschaftshaus"))))
    core = document.core_properties

    assert (core.author, core.language, core.title) == (
        "Quartier",
        "de-DE",
        "Sitzungsvorlage (Entwurf): Dorfgemeinschaftshaus mit Mittagstisch und Nachbarschaftshilfe",
    )
    assert document.sections[0].footer.paragraphs[0].text.endswith("\tSeite 1 von 1")
    wide = [table for table in document.tables if len(table.columns) > 2]
    assert wide
    assert all(repeats_heading(table) for table in wide)


def test_word_and_pdf_say_the_same() -> None:
    of = example("quartierszentrum", *COUNCIL)
    written = council_paper(of)
    words = squeezed("".join(text for _, text in word_paragraphs(council_paper_docx(of))))
    cells = {squeezed(cell) for table in word_tables(council_paper_docx(of)) for row in table for cell in row}
    in_pdf = pdf_words(council_paper_pdf(of))

    assert [text for text in texts(written) if squeezed(text) not in words and squeezed(text) not in cells] == []
    assert [text for text in texts(written) if squeezed(text) not in in_pdf and "http" not in text] == []


def test_a_pdf_that_everybody_can_read() -> None:
    of = example("dorfgemeinschaftshaus", *COUNCIL)
    content = council_paper_pdf(of)
    document = pdf(content)
    root = catalogue_of(document)

    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "de"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert document.metadata is not None
    assert document.metadata.title == (
        "Sitzungsvorlage (Entwurf): Dorfgemeinschaftshaus mit Mittagstisch und Nachbarschaftshilfe"
    )
    assert b"pdfuaid" in content or b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert outline(content) == headings(council_paper(of))
    for number, page in enumerate(document.pages, start=1):
        assert f"Seite {number} von {len(document.pages)}" in page.extract_text()
        assert "Entwurf · Stand 01.03.2026" in page.extract_text()


def test_tables_of_a_pdf_have_headings_a_screen_reader_finds() -> None:
    markup = html_of(paper(*EVERYTHING))

    assert '<html lang="de">' in markup
    assert "<table class=normal><caption>Kosten</caption>" in markup
    assert '<th scope="col">Posten</th><th scope="col" class="number">2027</th>' in markup
    assert '<th scope="row">Bau</th><td class="number">1.234,50\xa0€</td>' in markup


def test_what_people_typed_is_text_in_a_pdf() -> None:
    nasty = '<img src="http://example.org/x.png"> & <script>alert(1)</script>'
    content = pdf_of(paper(Text(nasty), title=nasty))

    assert squeezed(nasty) in pdf_words(content)
    assert list(pdf(content).pages[0].images) == []


@pytest.mark.parametrize(
    "make",
    [council_paper_docx, council_paper_pdf, financing_plan_pdf, continuation_docx, continuation_pdf],
)
def test_same_dossier_same_bytes(make: Callable[..., bytes]) -> None:
    assert make(example("landkreis")) == make(example("landkreis"))


def test_the_financing_plan_on_paper_has_the_figures_of_the_plan() -> None:
    of = example("nachbarschaftshilfe")
    written = financing_paper(of)

    assert written.landscape
    assert "Deckung (Kosten weniger Finanzierung): 0 €" in texts(written)
    assert tables(written)["Finanzierung je Haushaltsjahr"].rows[-1][-1] == of.plan.total_costs
    assert tables(written)["Wer bezahlt welchen Posten"].rows[-1][-1] == of.plan.total_costs


def test_papers_are_one_piece() -> None:
    assert headings(continuation_paper(example("quartierszentrum")))[0] == "Worum es geht"
