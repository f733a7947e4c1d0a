"""Rich text as plain text: paragraphs stay, words are not touched."""

import pytest

from quartier.catalogue.listed.plaintext import clean, plain


@pytest.mark.parametrize(
    ("rich", "expected"),
    [
        (None, ""),
        ('<![CDATA[<div xmlns:xlink="http://www.w3.org/1999/xlink"></div>]]>', ""),
        ("<![CDATA[<div><p>Eins&#xa0;<b>zw</b>ei</p><p>drei</p></div>]]>", "Eins zwei\ndrei"),
        ("<p>Ohne Rahmen</p>", "Ohne Rahmen"),
        ("<ul><li>a</li><li>b</li></ul>c<br />d", "a\nb\nc\nd"),
        ("weniger als &lt;5 Personen &amp;amp; mehr", "weniger als <5 Personen &amp; mehr"),
        ("5 < 6 und <!-- weg -->7 > 6", "5 < 6 und 7 > 6"),
        ("a <!-- nie zu Ende <b>b</b>", "a <!-- nie zu Ende b"),
        ("<!--" * 500_000, "<!--" * 500_000),
        ('<a href="x">Link</a>text', "Linktext"),
    ],
)
def test_plain(rich: str | None, expected: str) -> None:
    assert plain(rich) == expected


def test_clean() -> None:
    assert clean(" Treff\u00adpunkt\x1b \x90\n\n\t und  mehr \n") == "Treffpunkt\nund mehr"
