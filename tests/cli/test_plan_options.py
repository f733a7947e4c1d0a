"""The options of `quartier plan` through the real command line: whole answers, with a catalogue of three programmes."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from quartier.model.answers import PlanAnswer

EXAMPLES = Path(__file__).parents[2] / "examples"
PROJECTS = sorted(path.stem for path in EXAMPLES.glob("*.yaml") if "quartier.project/1" in path.read_text("utf-8"))
Run = Callable[..., CompletedProcess[str]]
Data = dict[str, Any]

PAYS = {"early_start": "allowed", "payout": "advance", "state_aid": "none"}


def programme(name: str, level: str = "state", combining: tuple[Data, ...] = (), **pays: object) -> Data:
    """An edition of one block from what it pays; everything else is known and harmless."""
    rules = [{"text": f"So steht es bei {name.title()}.", "source": "s", **rule} for rule in combining]
    return {
        "format": "quartier.programme/1",
        "programme": name,
        "edition": "2026",
        "valid": {"from": "2026-01-01", "until": None},
        "name": name.title(),
        "summary": "Ein Programm.",
        "level": level,
        "funder": "Amt",
        "authority": {"name": f"Amt für {name.title()}"},
        "topics": ["participation"],
        "sources": {"s": {"title": f"Richtlinie {name.title()}", "as_of": "2026", "url": "https://example.org/r"}},
        "intake": {"kind": "rolling", "decision_months": 3},
        "blocks": [{"id": "block", "name": "Baustein", "source": "s", "pays": {**PAYS, **pays}}],
        "combining": rules,
        "confidence": "high",
    }


APART = {"rule": "not_same_item", "with": {"programme": "beta"}}
ALPHA = programme("alpha", combining=(APART,), financing="proportional", rate=60, base={"vat": "excluded"})
BETA = programme("beta", financing="proportional", rate=40, base={"vat": "included"}, amount={"max": 30000})
GAMMA = programme("gamma", financing="proportional", rate=50, base={"vat": "included", "kinds": ["fees"]})

PROJECT: Data = {
    "format": "quartier.project/1",
    "title": "Treffpunkt",
    "as_of": "2026-03-01",
    "period": {"start": "2027-01", "end": "2028-12"},
    "parties": [{"id": "gemeinde", "type": "municipality", "name": "Gemeinde"}],
    "costs": [
        {"id": "umbau", "label": "Umbau", "kind": "investment", "net": {2027: 20000, 2028: 10000}, "vat_rate": 19},
        {"id": "beratung", "label": "Beratung", "kind": "fees", "net": {2027: 1000}},
    ],
}


@pytest.fixture
def plan(quartier: Run, tmp_path: Path) -> Run:
    """Write the three programmes and the project, changed as wanted, and plan."""
    folder, file = tmp_path / "programme", tmp_path / "projekt.yaml"

    def call(*options: str, programmes: tuple[Data, ...] = (ALPHA, BETA, GAMMA), **changes: object) -> Any:  # noqa: ANN401 - the answer of another fixture
        folder.mkdir(exist_ok=True)
        for edition in programmes:
            (folder / f"{edition['programme']}.yaml").write_text(yaml.safe_dump(edition), encoding="utf-8")
        file.write_text(yaml.safe_dump({**PROJECT, **changes}), encoding="utf-8")
        return quartier("plan", file, "--catalogue", folder, "--objective", "least_own_funds", *options)

    return call


def answer(ended: CompletedProcess[str]) -> Data:
    """The JSON of an answer, which is also valid against the model."""
    assert ended.stderr == ""
    given: Data = json.loads(ended.stdout)
    assert PlanAnswer.model_validate_json(ended.stdout).model_dump(mode="json") == given
    return given


def tail(ended: CompletedProcess[str], begin: str) -> list[str]:
    """The lines of a text from the first that begins so, without spaces at their ends."""
    lines = [line.rstrip() for line in ended.stdout.splitlines()]
    return lines[next(number for number, line in enumerate(lines) if line.startswith(begin)) :]


def joined(ended: CompletedProcess[str]) -> str:
    """The whole text in one line, for sentences that may be wrapped."""
    return " ".join(ended.stdout.split())


def test_an_unknown_programme_is_bad_input_with_a_suggestion(plan: Run) -> None:
    ended = plan("--only", "alphas", "--without", "gama", "--without", "beta")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.splitlines() == [
        "--only: das Programm „alphas“ gibt es im Katalog nicht; gemeint ist vielleicht `alpha`",
        "--without: das Programm „gama“ gibt es im Katalog nicht; gemeint ist vielleicht `gamma`",
    ]


def test_a_programme_cannot_be_wanted_and_left_out(plan: Run) -> None:
    ended = plan("--without", "alpha", choose={"only": ["alpha"]})

    assert (ended.returncode, ended.stdout, ended.stderr) == (
        2,
        "",
        "--without: „alpha“ soll zugleich verwendet und weggelassen werden, bitte eines streichen\n",
    )


def test_only_adds_to_the_choice_of_the_file(plan: Run) -> None:
    alone = answer(plan("--only", "beta", "--json"))
    both = answer(plan("--only", "beta", "--json", choose={"only": ["gamma"]}))

    assert [grant["programme"] for grant in alone["plans"][0]["grants"]] == ["beta"]
    assert [grant["programme"] for grant in both["plans"][0]["grants"]] == ["beta", "gamma"]
    assert alone["refusals"] == []


def test_without_says_what_a_refusal_costs(plan: Run) -> None:
    given = answer(plan("--without", "alpha", "--json"))

    assert [grant["programme"] for grant in given["plans"][0]["grants"]] == ["beta", "gamma"]
    assert given["refusals"] == [
        {
            "objective": "least_own_funds",
            "objectives": ["least_own_funds"],
            "without": ["alpha"],
            "names": ["Alpha"],
            "used": ["alpha"],
            "own_total": "3820.00",
            "gap_total": "0.00",
            "grants_total": "-3820.00",
            "applications": 0,
            "own": {"gemeinde": {"2027": "2580.00", "2028": "1240.00"}},
            "open_gap": {},
        }
    ]


def test_a_refusal_as_text(plan: Run) -> None:
    assert tail(plan("--without", "alpha"), "Was eine Absage kostet")[1:-2] == [
        "Plan B ohne Alpha: 3.820 € mehr eigenes Geld, 3.820 € weniger Zuschüsse (wenig eigenes Geld)",
        "Unterschied                2027      2028  zusammen",
        "Eigenes Geld Gemeinde  +2.580 €  +1.240 €  +3.820 €",
    ]


def test_a_refusal_of_what_no_plan_uses_costs_nothing(plan: Run) -> None:
    assert tail(plan("--without", "beta"), "Was eine Absage kostet")[1:-2] == [
        "Plan B ohne Beta: kostet nichts, eigenes Geld und Lücke bleiben gleich (wenig eigenes Geld)"
    ]


def test_a_refusal_may_open_a_gap(plan: Run) -> None:
    ended = plan("--without", "alpha", "--without", "beta", own_funds={"gemeinde": {2027: 12300, 2028: 5900}})

    assert tail(ended, "Was eine Absage kostet")[1:-2] == [
        "Plan B ohne Alpha und Beta: 500 € mehr eigenes Geld, 18.000 € mehr ungedeckte Kosten, 18.500 €",
        "weniger Zuschüsse (wenig eigenes Geld)",
        "Unterschied                 2027      2028   zusammen",
        "Eigenes Geld Gemeinde     +500 €         –     +500 €",
        "Fehlt noch Gemeinde    +12.000 €  +6.000 €  +18.000 €",
    ]


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


CHEAP = programme("delta", level="federal", financing="proportional", rate=10, base={"vat": "included"})
TRADE = (ALPHA, BETA, GAMMA, CHEAP)


def test_the_trade_off_as_text(plan: Run) -> None:
    assert tail(plan("--compare", programmes=TRADE), "Eigenes Geld und Zahl der Anträge")[1:-2] == [
        "Anträge  eigenes Geld  Lücke  bringt mehr  Stand     welches Programm",
        "0            36.700 €      –            –  bewiesen  –",
        "1            18.100 €      –     18.600 €  bewiesen  Alpha",
        "2            14.430 €      –      3.670 €  bewiesen  Delta",
        "3            14.130 €      –        300 €  bewiesen  Gamma",
    ]


def test_the_trade_off_says_what_gives_way(plan: Run) -> None:
    whole = programme("whole", financing="proportional", rate=50, base={"vat": "included"}, amount={"max": 12000})
    apart = {"rule": "not_same_project", "with": {"programme": "whole"}}
    halves = [
        programme(name, combining=(apart,), financing="proportional", rate=50, base={"vat": "included", "kinds": kinds})
        for name, kinds in (("fee", ["fees"]), ("build", ["investment"]))
    ]
    costs = [
        {"id": "bau", "kind": "investment", "net": {2027: 20000}},
        {"id": "rat", "kind": "fees", "net": {2027: 20000}},
    ]

    assert tail(plan("--compare", programmes=(whole, *halves), costs=costs), "Eigenes Geld und Zahl")[1:-2] == [
        "Anträge  eigenes Geld  Lücke  bringt mehr  Stand     welches Programm",
        "0            40.000 €      –            –  bewiesen  –",
        "1            28.000 €      –     12.000 €  bewiesen  Whole",
        "2            20.000 €      –      8.000 €  bewiesen  Build, Fee statt Whole",
    ]


def test_the_trade_off_as_json(plan: Run) -> None:
    given = answer(plan("--compare", "--json", programmes=TRADE))
    points = [{name: value for name, value in point.items() if name != "plan"} for point in given["compare"]]

    assert points == [
        {"applications": 0, "own_total": "36700.00", "gap_total": "0.00", "brings": "0.00", "added": [], "dropped": []},
        {
            "applications": 1,
            "own_total": "18100.00",
            "gap_total": "0.00",
            "brings": "18600.00",
            "added": ["Alpha"],
            "dropped": [],
        },
        {
            "applications": 2,
            "own_total": "14430.00",
            "gap_total": "0.00",
            "brings": "3670.00",
            "added": ["Delta"],
            "dropped": [],
        },
        {
            "applications": 3,
            "own_total": "14130.00",
            "gap_total": "0.00",
            "brings": "300.00",
            "added": ["Gamma"],
            "dropped": [],
        },
    ]
    assert {(point["plan"]["status"], point["plan"]["checked"]) for point in given["compare"]} == {("optimal", True)}
    assert answer(plan("--json", programmes=TRADE))["compare"] == []


COUNCIL = {"id": "council", "text": "Der Gemeinderat hat beschlossen.", "source": "s"}


def dated(name: str, *rounds: Data, **changes: object) -> Data:
    """A programme that pays 10 % of everything, with these rounds."""
    given = programme(name, financing="proportional", rate=10, base={"vat": "included"})
    entries = [{"source": "s", **entry} for entry in rounds]
    return {**given, "intake": {"kind": "rounds", "rounds": entries, "decision_months": 3}, **changes}


def test_when_to_apply_is_one_of_three_sentences(plan: Run) -> None:
    rounds = [{"closes": "2026-08-14"}, {"closes": "2026-09-30"}]
    ended = plan(programmes=(GAMMA, dated("past", {"closes": "2026-02-01"}), dated("soon", *rounds), dated("never")))

    assert re.findall(r"(?:Anträge sind|Der nächste|Antrag bis).*?Gefördert wird [^.]*\.", joined(ended)) == [
        "Anträge sind jederzeit möglich. Gefördert wird Januar 2027 bis Dezember 2028.",
        (
            "Der nächste Antragstermin ist nicht bekannt, bitte bei Amt für Never erfragen. Gerechnet ist mit einem "
            "Antrag jetzt. Gefördert wird Januar 2027 bis Dezember 2028."
        ),
        (
            "Der nächste Antragstermin ist nicht bekannt, bitte bei Amt für Past erfragen. Gerechnet ist mit einem "
            "Antrag jetzt. Die letzte bekannte Runde endete am 01.02.2026. "
            "Gefördert wird Januar 2027 bis Dezember 2028."
        ),
        "Antrag bis 14.08.2026, spätestens in der Runde bis 30.09.2026. Gefördert wird Januar 2027 bis Dezember 2028.",
    ]


def test_open_conditions_are_shown_with_their_wording(plan: Run) -> None:
    council = {**COUNCIL, "when": {"fact": "council_resolution", "is": True}}
    (grant,) = answer(plan("--json", programmes=({**GAMMA, "conditions": [council]},)))["plans"][0]["grants"]
    ended = plan(programmes=({**GAMMA, "conditions": [council]},))

    assert (grant["conditions_open"], grant["open_texts"]) == (["council"], ["Der Gemeinderat hat beschlossen."])
    assert "  ? noch offen: Der Gemeinderat hat beschlossen.\n" in ended.stdout


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        ({2029: 35000}, "2029 kostet der Betrieb 35.000 €,"),
        ({2029: 35000, 2030: 35000}, "2029 und 2030 kostet der Betrieb je 35.000 €,"),
        ({2029: 35000, 2030: 36000}, "Der Betrieb kostet 35.000 € (2029) und 36.000 € (2030),"),
    ],
)
def test_running_costs_after_the_grants_take_one_line(plan: Run, after: Data, sentence: str) -> None:
    ended = plan(running_costs_after=after)

    assert f"! {sentence} und die Zuschüsse sind zu Ende. Wer zahlt dann? " in joined(ended)
    assert ended.stdout.count("Wer zahlt dann?") + ended.stdout.count("Wer zahlt\n  dann?") == 1


def test_third_parties_have_readable_names(plan: Run) -> None:
    money = [
        {"id": "stadt", "kind": "public", "level": "municipal", "amounts": {2027: 100}},
        {"id": "fest", "kind": "donations", "amounts": {2027: 200}},
        {"id": "dosen", "kind": "donations", "amounts": {2027: 300}},
    ]

    assert tail(plan(third_party=money), "Geld der Gemeinde")[:3] == [
        "Geld der Gemeinde für Gemeinde     100 €         –     100 €",
        "Spenden für Gemeinde – fest        200 €         –     200 €",
        "Spenden für Gemeinde – dosen       300 €         –     300 €",
    ]


def test_applications_that_bring_little_are_marked(plan: Run) -> None:
    ended = plan(programmes=TRADE)

    assert "Gamma: 300 € für Gemeinde – bringt wenig\n" in ended.stdout
    assert "! Bringt wenig: Gamma (300 €). Lohnt sich der Aufwand?\n" in ended.stdout
    assert [grant["small"] for grant in answer(plan("--json", programmes=TRADE))["plans"][0]["grants"]] == [
        False,
        False,
        True,
    ]


def test_a_safe_plan_without_grants_says_why(plan: Run) -> None:
    uncertain = programme("zeta", financing="proportional", rate=10, early_start="unknown", base={"vat": "included"})
    ended = plan("--objective", "safest", programmes=(dated("never"), dated("past"), uncertain))

    assert [line for line in tail(ended, "Plan 2: sicher") if line[:2] in {"! ", "  "}] == [
        "! Kein passendes Programm ist frei von offenen Fragen. Bei 2 von 3 ist der nächste Antragstermin",
        "  nicht bekannt. Bei 1 von 3 ist nicht bekannt, ob vor der Bewilligung begonnen werden darf.",
    ]


TOO_SMALL = programme("kappa", financing="proportional", rate=10, base={"vat": "included"}, amount={"min": 9000})
LOAN = programme("loan", financing="loan", rate=10, base={"vat": "included"})


def test_details_say_why_a_block_is_unused_and_what_it_would_bring(plan: Run) -> None:
    ended = plan("--details", programmes=(*TRADE, TOO_SMALL, LOAN))

    assert tail(ended, "Nicht genutzt")[1:-2] == [
        "  – Beta (Gemeinde): „Baustein“ schließt sich für denselben Posten mit Alpha aus, das hier mehr",
        "    bringt. (Richtlinie Alpha, Stand 2026) Mit ihm bliebe das eigene Geld gleich.",
        "  – Kappa (Gemeinde): „Baustein“ erreicht mit höchstens 3.670 € den Mindestbetrag von 9.000 € nicht.",
        "    (Richtlinie Kappa, Stand 2026) Mit ihm gibt es keinen Plan.",
        "  – Loan (Gemeinde): „Baustein“ ist ein Darlehen oder ein Preis und wird nicht als Zuschuss",
        "    eingeplant.",
    ]


def test_details_as_json(plan: Run) -> None:
    given = answer(plan("--details", "--json", programmes=(*TRADE, TOO_SMALL, LOAN)))["plans"][0]

    def source(name: str) -> Data:
        return {"title": f"Richtlinie {name}", "url": "https://example.org/r", "as_of": "2026"}

    usual = {"block": "block", "party": "gemeinde", "effect": "", "own_change": None, "gap_change": None}
    assert given["unused"] == [
        {
            **usual,
            "programme": "beta",
            "name": "Beta",
            "text": "„Baustein“ schließt sich für denselben Posten mit Alpha aus, das hier mehr bringt.",
            "rule": "C9",
            "source": source("Alpha"),
            "effect": "Mit ihm bliebe das eigene Geld gleich.",
            "own_change": "0.00",
            "gap_change": "0.00",
        },
        {
            **usual,
            "programme": "kappa",
            "name": "Kappa",
            "text": "„Baustein“ erreicht mit höchstens 3.670 € den Mindestbetrag von 9.000 € nicht.",
            "rule": "C4",
            "source": source("Kappa"),
            "effect": "Mit ihm gibt es keinen Plan.",
        },
        {
            **usual,
            "programme": "loan",
            "name": "Loan",
            "text": "„Baustein“ ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant.",
            "rule": "not_planned",
            "source": None,
        },
    ]


def test_without_details_nothing_is_forced(plan: Run) -> None:
    unused = answer(plan("--json", programmes=TRADE))["plans"][0]["unused"]

    assert [(entry["programme"], entry["effect"], entry["own_change"]) for entry in unused] == [("beta", "", None)]


def test_the_plan_with_the_fewest_applications_says_what_one_more_would_bring(plan: Run) -> None:
    ended = plan("--objective", "fewest_applications", "--details", programmes=TRADE)
    second = tail(ended, "Plan 2: wenige Anträge")

    assert second[second.index("Nicht genutzt:") + 1 : -2] == [
        "  – Alpha (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 18.600 € weniger eigenes Geld.",
        "  – Beta (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 14.680 € weniger eigenes Geld.",
        "  – Delta (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 3.670 € weniger eigenes Geld.",
        "  – Gamma (Gemeinde): „Baustein“ wäre ein weiterer Antrag; dieser Plan kommt mit möglichst wenigen",
        "    aus. Mit ihm wären es 500 € weniger eigenes Geld.",
    ]


def test_what_time_does_not_allow_is_said(plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quartier.planning.unused.Budget.__init__.__defaults__", (0.0,))
    unused = answer(plan("--details", "--json", programmes=TRADE))["plans"][0]["unused"]

    assert [entry["effect"] for entry in unused] == [
        "Was er brächte, ist nicht berechnet: Die Rechenzeit dafür ist aufgebraucht."
    ]


def test_thorough_searches_longer_where_a_plan_is_not_proven(plan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quartier.planning.solving.USUAL_LIMIT", 1e-9)
    hint = "Einen nicht bewiesenen Plan sucht --thorough länger, bis zu Minuten je Ziel."

    assert hint in plan(programmes=TRADE).stdout
    assert hint not in plan("--thorough", programmes=TRADE).stdout
    assert answer(plan("--json", programmes=TRADE))["plans"][0]["status"] == "feasible"
    assert answer(plan("--json", "--thorough", programmes=TRADE))["plans"][0]["status"] == "optimal"


SOON = {"kind": "rounds", "rounds": [{"closes": "2028-10-01", "source": "s"}], "decision_months": 3}
OBSTACLES: dict[str, tuple[Data, Data, tuple[str, str]]] = {
    "kind": ({"base": {"kinds": ["rent"]}}, {}, ("C17", "Rho zählt keinen der Posten dieses Vorhabens")),
    "size": (
        {"base": {"size": {"max": 5000}}},
        {},
        (
            "C4",
            (
                "Rho: Förderfähige Kosten ohne Umsatzsteuer: verlangt höchstens 5.000 €, angegeben 31.000 €. "
                "Das sind 26.000 € zu viel; außerhalb zahlt das Programm nichts."
            ),
        ),
    ),
    "closed": ({}, {"intake": {"kind": "closed"}}, ("C18", "Rho: Das Programm nimmt zurzeit keine Anträge an.")),
    "late": (
        {"early_start": "forbidden"},
        {"intake": SOON},
        ("C18", "Rho könnte erst beginnen, wenn das Vorhaben keine Kosten mehr hat"),
    ),
    "units": (
        {"financing": "unit_amount", "unit": {"fact": "volunteers", "amount": 10}},
        {},
        ("C5", "Rho zahlt je Einheit, und deren Zahl ist nicht angegeben"),
    ),
    "amount": (
        {"financing": "fixed_amount"},
        {},
        ("C3", "Rho nennt weder Fördersatz noch Höchstbetrag; bitte erfragen"),
    ),
    "loan": (
        {"financing": "loan"},
        {},
        ("not_planned", "Rho ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant"),
    ),
    "granted": (
        {},
        {"combining": [{"rule": "not_same_project", "with": {"programme": "gamma"}, "text": "Nein.", "source": "s"}]},
        ("C10", "Rho schließt sich im selben Vorhaben mit Gamma aus, das schon bewilligt ist"),
    ),
}


@pytest.mark.parametrize("name", OBSTACLES)
def test_a_wanted_programme_that_cannot_be_planned_names_its_rule(plan: Run, name: str) -> None:
    pays, rest, (rule, text) = OBSTACLES[name]
    usual = {} if "financing" in pays else {"rate": 10}
    rho = {**programme("rho", **{"financing": "proportional", **usual, **pays}), **rest}
    granted = [{"programme": "gamma", "amount": 500, "decided_on": "2026-01-15"}] if name == "granted" else []
    ended = plan("--only", "rho", "--json", programmes=(rho, GAMMA), granted=granted)
    own = rule not in {"C10", "not_planned"}
    source = {"title": "Richtlinie Rho", "url": "https://example.org/r", "as_of": "2026"} if own else None

    assert ended.returncode == 1
    assert answer(ended)["infeasible"] == {
        "conflict": [
            {"rule": "choice", "text": "„rho“ soll verwendet werden (`choose.only`)", "source": None},
            {"rule": rule, "text": text, "source": source},
        ]
    }


def test_wanting_only_what_is_granted_is_no_conflict(plan: Run) -> None:
    granted = [{"programme": "gamma", "amount": 500, "decided_on": "2026-01-15"}]
    given = answer(plan("--only", "gamma", "--json", programmes=(GAMMA,), granted=granted))

    assert (given["infeasible"], given["plans"][0]["grants"]) == (None, [])


def test_the_conflict_is_minimal(plan: Run) -> None:
    """With the whole set nothing is possible; without any one rule of it there is a plan."""
    apart = {"rule": "not_same_project", "with": {"programme": "beta"}}
    sigma = programme("sigma", combining=(apart,), financing="proportional", rate=10, base={"vat": "included"})
    free = {**sigma, "combining": []}
    given = answer(
        plan("--only", "sigma", "--only", "beta", "--only", "gamma", "--json", programmes=(sigma, BETA, GAMMA))
    )

    assert [(rule["rule"], rule["text"]) for rule in given["infeasible"]["conflict"]] == [
        ("C10", "Beta, Sigma: So steht es bei Sigma."),
        ("choice", "„sigma“ soll verwendet werden (`choose.only`)"),
        ("choice", "„beta“ soll verwendet werden (`choose.only`)"),
    ]
    for wanted, programmes in (
        (("sigma",), (sigma, BETA)),
        (("beta",), (sigma, BETA)),
        (("sigma", "beta"), (free, BETA)),
    ):
        options = [word for name in wanted for word in ("--only", name)]
        assert answer(plan(*options, "--json", programmes=programmes))["infeasible"] is None


def test_a_safe_plan_says_what_it_does_without(plan: Run) -> None:
    uncertain = programme("zeta", financing="proportional", rate=90, early_start="unknown", base={"vat": "included"})
    ended = plan("--objective", "safest", "--details", programmes=(GAMMA, uncertain))
    second = tail(ended, "Plan 2: sicher")

    assert second[second.index("Nicht genutzt:") + 1 : -2] == [
        "  – Zeta (Gemeinde): „Baustein“ beruht auf etwas, das noch nicht bekannt ist; dieser Plan verzichtet",
        "    darauf.",
    ]
