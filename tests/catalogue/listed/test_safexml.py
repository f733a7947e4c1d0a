"""Attacks on XML parsers never reach one; what is only broken is told apart from them."""

import pytest

from quartier.catalogue.listed.safexml import MAX_BYTES, MAX_DEPTH, BrokenXmlError, UnsafeXmlError, parse

LAUGHS = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<document>&lol2;</document>"""
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


def test_a_document() -> None:
    root = parse('<?xml version="1.0" encoding="UTF-8"?><d a="ü">x\x02y<e/></d>'.encode())
    assert (root.tag, root.attrib, root.text, [child.tag for child in root]) == ("d", {"a": "ü"}, "xy", ["e"])


def test_as_deep_as_allowed() -> None:
    assert parse(("<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH).encode()).tag == "a"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (LAUGHS.encode(), "das Dokument enthält <!DOCTYPE: so etwas lesen wir aus Sicherheitsgründen nicht"),
        (OUTSIDE.encode(), "das Dokument enthält <!DOCTYPE: so etwas lesen wir aus Sicherheitsgründen nicht"),
        (b'<d><!ENTITY a "b"></d>', "das Dokument enthält <!ENTITY: so etwas lesen wir aus Sicherheitsgründen nicht"),
        (
            b'<?xml version="1.0" encoding="cp037"?><d/>',
            "das Dokument nennt den Zeichensatz „cp037“ statt UTF-8",
        ),
        (b"<d>" + b" " * MAX_BYTES + b"</d>", "das Dokument ist größer als 10 MB"),
        (
            b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
            "Elemente sind mehr als 20-mal ineinander verschachtelt",
        ),
        (b"<a>" * 1_000_000, "Elemente sind mehr als 20-mal ineinander verschachtelt"),
    ],
)
def test_attacks(data: bytes, reason: str) -> None:
    with pytest.raises(UnsafeXmlError) as caught:
        parse(data)
    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "das Dokument ist kein lesbares XML (Zeile 1)"),
        (b"<a>\n</b>", "das Dokument ist kein lesbares XML (Zeile 2)"),
        (b"<a>&undefined;</a>", "das Dokument ist kein lesbares XML (Zeile 1)"),
        (b"<a>&#2;</a>", "das Dokument ist kein lesbares XML (Zeile 1)"),
        (OUTSIDE.encode("utf-16"), "das Dokument ist kein UTF-8-Text"),
    ],
)
def test_broken(data: bytes, reason: str) -> None:
    with pytest.raises(BrokenXmlError) as caught:
        parse(data)
    assert str(caught.value) == reason
