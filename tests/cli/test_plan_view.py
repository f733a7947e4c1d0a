"""What a plan says to people: dates, conditions, names, what comes after, through the real command line."""

from __future__ import annotations

import re

import pytest
from tests.cli.plan_cases import GAMMA, TRADE, Data, Run, answer, joined, programme, tail

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
