"""The arithmetic of grants line by line, and tables that add up, through the real command line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.plan_cases import Run, answer, programme, tail

EXAMPLES = Path(__file__).parents[2] / "examples"
PROJECTS = sorted(path.stem for path in EXAMPLES.glob("*.yaml") if "quartier.project/1" in path.read_text("utf-8"))

ROUGH = programme(
    "rough",
    financing="proportional",
    rate=55,
    base={
        "vat": "excluded",
        "caps": [{"kind": "fees", "per": "day", "max": 800}, {"kind": "materials", "max_share_of": "fees", "rate": 20}],
    },
    amount={"max": 20000, "round_to": 100},
    period={"max_months": 18},
)
ROUGH_COSTS = [
    {"id": "rat", "label": "Beratung", "kind": "fees", "net": {2027: 9000, 2028: 3000}, "vat_rate": 19}
    | {"units": {"days": 12}},
    {"id": "material", "label": "Material", "kind": "materials", "net": {2027: 2500}, "vat_rate": 7},
]


def test_the_arithmetic_of_a_grant_line_by_line(plan: Run) -> None:
    ended = plan("--explain", programmes=(ROUGH,), costs=ROUGH_COSTS)

    assert tail(ended, "So rechnen sich")[1:-2] == [
        "Rough (Gemeinde): 5.500 €",
        "  Was zählt  Jahr    Kosten  − Umsatzst.  − Obergrenze  − außerhalb     zählt",
        "  Beratung   2027  10.710 €      1.710 €       1.800 €            –   7.200 €",
        "  Beratung   2028   3.570 €        570 €         600 €      1.200 €   1.200 €",
        "  Material   2027   2.675 €        175 €             –            –   2.500 €",
        "  zusammen         16.955 €      2.455 €       2.400 €      1.200 €  10.900 €",
        "  C17: Umsatzsteuer zählt nicht, gerechnet ist netto. [1]",
        "  C17: Beratung: höchstens 800 € je Tag ohne Umsatzsteuer, × 12 Tage = 9.600 €. [1]",
        "  C17: Sachkosten: höchstens 20 % von „Honorare“ [1]",
        "  C18: Gefördert wird Januar 2027 bis Juni 2028 (18 Monate); es zählen nur Kosten dieser Monate. [1]",
        "  C18: Beratung 2028: 6 von 12 Monaten zählen.",
        "  Bemessungsgrundlage                             Betrag",
        "  was zählt, zusammen                           10.900 €",
        "  − Sachkosten (höchstens 20 % von „Honorare“)    −820 €",
        "  zuwendungsfähige Kosten                       10.080 €",
        "  Was bezahlt wird  Jahr     zählt  Satz  höchstens  bezahlt",
        "  Beratung          2027   7.200 €  55 %    3.960 €  3.960 €",
        "  Beratung          2028   1.200 €  55 %      660 €    660 €",
        "  Material          2027   2.500 €  55 %    1.375 €    880 €",
        "  zusammen                10.900 €          5.995 €  5.500 €",
        "  Grenzen                                                                              Luft",
        "  C2: 55 % von 10.080 € zuwendungsfähigen Kosten sind 5.544 € [1]                    44 € ←",
        "  C17: von einer begrenzten Kostenart zählen nur 1.680 € [1]                         44 € ←",
        "  C1: an diesen Posten bleibt neben dem anderen Geld nicht mehr zu bezahlen [2]    11.455 €",
        "  C3: Höchstbetrag 20.000 € [1]                                                    14.500 €",
        "  Erlaubt sind 5.544 € (←), abgerundet auf volle 100 €: 5.500 €.",
        "  Quelle [1]: Richtlinie Rough, Stand 2026, https://example.org/r",
        "  Quelle [2]: VV zu § 44 LHO Baden-Württemberg Nr. 1.1 (Gesamtfinanzierung), Stand 2002,",
        "  https://www.yumpu.com/de/document/view/21561528",
        "",
    ]


def test_the_arithmetic_as_json(plan: Run) -> None:
    (grant,) = answer(plan("--explain", "--json", programmes=(ROUGH,), costs=ROUGH_COSTS))["plans"][0]["grants"]

    given = grant["arithmetic"]
    source = {"title": "Richtlinie Rough", "url": "https://example.org/r", "as_of": "2026"}
    assert [(rule["rule"], rule["source"]) for rule in given["rules"]] == [
        ("C17", source),
        ("C17", source),
        ("C17", source),
        ("C18", source),
    ]
    assert given["lines"][1] == {
        "item": "rat",
        "year": 2028,
        "cost": "3570.00",
        "vat": "570.00",
        "cap": "600.00",
        "outside": "1200.00",
        "counted": "1200.00",
        "months": 12,
        "months_inside": 6,
        "rate": "55 %",
        "most": "660.00",
        "paid": "660.00",
    }
    assert given["kinds"] == [
        {
            "kind": "materials",
            "name": "Sachkosten",
            "text": "höchstens 20 % von „Honorare“",
            "claimed": "2500.00",
            "cut": "820.00",
        }
    ]
    assert [(limit["rule"], limit["slack"]) for limit in given["limits"]] == [
        ("C2", "44.00"),
        ("C17", "44.00"),
        ("C1", "11455.00"),
        ("C3", "14500.00"),
    ]
    rest = {name: given[name] for name in ("base", "in_kind", "allowed", "step", "amount")}
    assert rest == {
        "base": "10080.00",
        "in_kind": "0.00",
        "allowed": "5544.00",
        "step": "100.00",
        "amount": "5500.00",
    }


MONEY = re.compile(r"(?<=\s\s)(?:[+−]?[\d.]+(?:,\d\d)? €|–)(?=\s|$)")


def cents(text: str) -> int:
    digits = re.sub(r"[^\d,−]", "", text)
    if digits in {"", "−"}:
        return 0
    whole, _, rest = digits.removeprefix("−").partition(",")
    return (-1 if digits.startswith("−") else 1) * (int(whole) * 100 + int(rest or 0))


def tables(text: str, last: str) -> Iterator[list[list[int]]]:
    """The amounts of every table that ends with a row named `last`, row by row."""
    rows: list[list[int]] = []
    for line in text.splitlines():
        found = [cents(amount) for amount in MONEY.findall(line)]
        if re.search("Wer zahlt  |  Jahr  ", line):
            rows = []
        elif found:
            rows.append(found)
        if line.strip().startswith(last):
            yield rows[:]


@pytest.mark.parametrize("example", PROJECTS)
def test_every_table_adds_up_to_the_cent(quartier: Run, example: str) -> None:
    text = quartier("plan", EXAMPLES / f"{example}.yaml", "--explain", "--details").stdout
    payers, sums = list(tables(text, "Kosten  ")), list(tables(text, "zusammen  "))

    assert [rows[:-1] for rows in payers if [sum(column) for column in zip(*rows[:-1], strict=True)] != rows[-1]] == []
    assert [row for rows in payers for row in rows if sum(row[:-1]) != row[-1]] == []
    assert [rows for rows in sums if [sum(column) for column in zip(*rows[:-1], strict=True)] != rows[-1]] == []
    assert len(payers) == text.count("Wer zahlt  ")
    assert len(sums) == len(re.findall("Was zählt  |Was bezahlt wird  |Posten  ", text))
    assert max(map(len, text.splitlines())) <= 100
