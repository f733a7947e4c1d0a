"""What a block pays and what its rules ask for, in German words."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter

from quartier.catalogue.loading import built_in_folder
from quartier.catalogue.paying import ASPECTS, paying
from quartier.catalogue.vocabulary import read_vocabulary
from quartier.catalogue.wording import (
    combining_words,
    condition_words,
    count_words,
    intake_words,
    labels,
    listed,
    validity_words,
)
from quartier.model.combining import Combining
from quartier.model.conditions import Condition
from quartier.model.edition import Intake, Validity
from quartier.model.pays import Pays

WORDS = read_vocabulary(built_in_folder() / "vocabulary")
ALWAYS = ("Umsatzsteuer", "Beginn", "Auszahlung", "Beihilfe")
ASK = "nicht bekannt, bitte erfragen"


def words(**given: Any) -> dict[str, str]:  # noqa: ANN401 - whatever a file may say
    """The aspects that are said, without those that are only unknown."""
    found = paying(Pays.model_validate({"financing": "proportional", **given}), WORDS)
    return {label: text for label, text in found.items() if label != "Art" and text != ASK}


def test_every_financing() -> None:
    found = {
        kind: paying(Pays.model_validate({"financing": kind, **extra}), WORDS)["Art"]
        for kind, extra in {
            "proportional": {},
            "fixed_amount": {},
            "unit_amount": {"unit": {"fact": "volunteers", "amount": 5}},
            "deficit": {},
            "full": {},
            "matching": {"match": {"of": ["state"], "ratio": 1}},
            "loan": {},
            "prize": {},
        }.items()
    }

    assert found == {
        "proportional": "Anteilsfinanzierung",
        "fixed_amount": "Festbetrag",
        "unit_amount": "Betrag je Einheit",
        "deficit": "Fehlbedarfsfinanzierung",
        "full": "Vollfinanzierung",
        "matching": "gibt zu anderem Geld etwas dazu",
        "loan": "Darlehen, muss zurückgezahlt werden",
        "prize": "Preisgeld",
    }


def test_nothing_said_is_to_be_asked() -> None:
    found = paying(Pays.model_validate({"financing": "full"}), WORDS)

    assert found == {"Art": "Vollfinanzierung", **dict.fromkeys(ALWAYS, ASK)}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"rate": "200/3"}, {"Satz": "66 2/3 %"}),
        (
            {"rates": [{"rate": 45, "when": {"fact": "timber_construction", "is": True}}, {"rate": 40}]},
            {"Satz": "45 %, wenn Bauweise mit CO2-bindendem Material: ja; sonst 40 %"},
        ),
        ({"degressive": [{"rate": 40, "from_month": 37}, {"rate": 70}]}, {"Satz": "70 %, 40 % ab dem 37. Monat"}),
        ({"amount": {"min": 20000, "max": 85000}}, {"Betrag": "20.000 € bis 85.000 € je Vorhaben"}),
        ({"amount": {"min": 500, "max": 500, "per": "year"}}, {"Betrag": "500 € im Jahr"}),
        (
            {"amount": [{"max": 5000, "round_to": 100}, {"min": 7, "when": {"fact": "place.state", "is": "BW"}}]},
            {
                "Betrag": (
                    "höchstens 5.000 € je Vorhaben, auf 100 € gerundet; "
                    "mindestens 7 € je Vorhaben, wenn Bundesland: Baden-Württemberg"
                )
            },
        ),
        ({"base": {"kinds": ["fees", "personnel"]}}, {"Kosten": "Personalkosten und Honorare"}),
        ({"base": {"except": ["land"]}}, {"Kosten": "alle, außer Grunderwerb"}),
        ({"base": {"measures": ["meeting_place"]}}, {"Zwecke": "Treffpunkt betreiben"}),
        ({"base": {"vat": "included"}}, {"Umsatzsteuer": "zählt mit"}),
        (
            {"base": {"size": {"min": 1250, "max": 20000}}},
            {"Kostenrahmen": "1.250 € bis 20.000 €, sonst gibt es nichts"},
        ),
        (
            {
                "base": {
                    "caps": [
                        {"kind": "fees", "per": "day", "max": 800},
                        {"kind": "materials", "max_share_of": "personnel", "rate": 20},
                    ]
                }
            },
            {"Obergrenzen": "Honorare höchstens 800 € je Tag; Sachkosten höchstens 20 % von: Personalkosten"},
        ),
        (
            {"own": {"min_rate": 20, "cash_only": True, "counts": ["donations"], "not_counts": ["public", "loan"]}},
            {"Eigenanteil": "mindestens 20 %, nur Geld, auch Spenden, nicht öffentliches Geld oder Darlehen"},
        ),
        ({"own": {"cash_only": False}}, {"Eigenanteil": "auch unbezahlte Arbeit"}),
        (
            {"in_kind": {"rate_per_hour": 15, "max_share": 20}},
            {"Freiwilligenstunden": "15 € je Stunde, höchstens 20 % der Kosten"},
        ),
        ({"in_kind": {"rate_per_hour": 15}}, {"Freiwilligenstunden": "15 € je Stunde"}),
        (
            {"needs_match": {"from": ["municipal", "state"], "amount": 10000, "per": "year"}},
            {"Braucht": "10.000 € im Jahr von Land oder Stadt oder Gemeinde"},
        ),
        ({"needs_match": {"from": ["state"], "rate_of_grant": 25}}, {"Braucht": "25 % der Förderung von Land"}),
        ({"pays_partners": True}, {"Partner": "das Geld darf an Partner weitergegeben werden"}),
        (
            {"period": {"min_months": 6, "max_months": 24, "within_calendar_year": True}},
            {"Zeitraum": "mindestens 6 Monate, höchstens 24 Monate, innerhalb eines Kalenderjahrs"},
        ),
        ({"early_start": "forbidden"}, {"Beginn": "erst nach der Zusage"}),
        ({"payout": "reimbursement"}, {"Auszahlung": "nachträglich, gegen Belege"}),
        ({"state_aid": "de_minimis"}, {"Beihilfe": "De-minimis-Beihilfe"}),
        ({"aid_intensity": 50}, {"Beihilfehöchstsatz": "50 %"}),
        ({"earmark_years": 10}, {"Zweckbindung": "10 Jahre"}),
    ],
)
def test_every_aspect(given: dict[str, Any], expected: dict[str, str]) -> None:
    assert words(**given) == expected


def test_money_on_top_of_other_money() -> None:
    unit = {"financing": "unit_amount", "unit": {"fact": "volunteers", "amount": 250}}

    assert words(**unit) == {"Je Einheit": "250 € mal „freiwillig Engagierte“"}
    assert words(financing="matching", match={"of": ["municipal", "state"], "ratio": 1}) == {
        "Gibt": "so viel wie Land und Stadt oder Gemeinde zusammen"
    }
    assert words(financing="matching", match={"of": ["state"], "ratio": 3}) == {
        "Gibt": "3-mal so viel wie Land zusammen"
    }


def test_every_label_is_short() -> None:
    assert [label for label in ASPECTS if len(label) >= 20] == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"fact": "started", "is": False}, "Vorhaben begonnen: nein"),
        ({"fact": "applicant.type", "in": ["county", "company"]}, "Art des Antragstellers: Landkreis oder Unternehmen"),
        ({"fact": "project.end", "at_most": dt.date(2029, 12, 31)}, "Projektende: höchstens 31.12.2029"),
        ({"fact": "place.population", "below": 10000}, "Einwohnerzahl der Gemeinde: weniger als 10.000 Einwohner"),
        ({"fact": "topics", "includes_all": ["participation", "care_health"]}, None),
        ({"not": {"fact": "started", "is": True}}, "nicht (Vorhaben begonnen: ja)"),
        (
            {"any": [{"fact": "started", "is": True}, {"all": [{"fact": "a", "is": 6}, {"fact": "b", "is": 7}]}]},
            "Vorhaben begonnen: ja; oder (a: 6; und b: 7)",
        ),
    ],
)
def test_conditions(given: dict[str, Any], expected: str | None) -> None:
    tree = TypeAdapter(Condition).validate_python(given)

    said = condition_words(tree, WORDS)

    assert said == expected or (expected is None and said.startswith("Handlungsfelder: alle von "))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"with": {"programme": "eu-leader"}, "rule": "not_same_item"}, "eu-leader: nicht für dieselben Ausgaben"),
        ({"with": {"level": "federal"}, "rule": "not_same_project"}, "Ebene Bund: nicht im selben Vorhaben"),
        (
            {"with": {"public": True}, "rule": "total_share", "max": 90},
            "andere öffentliche Mittel: zusammen höchstens 90 %",
        ),
        ({"with": {"any": True}, "rule": "allowed"}, "alle anderen Mittel: erlaubt"),
        ({"rule": "last_resort"}, "alle anderen Mittel: nachrangig: zuerst anderes Geld"),
        ({"rule": "requires", "programme": "konzept"}, "konzept: setzt voraus"),
        ({"rule": "follows", "programme": "konzept", "gap_months": 6}, "konzept: baut auf, höchstens 6 Monate danach"),
        (
            {"rule": "last_resort", "when": {"fact": "place.state", "is": "BY"}},
            "alle anderen Mittel: nachrangig: zuerst anderes Geld (nur wenn Bundesland: Bayern)",
        ),
    ],
)
def test_combination_rules(given: dict[str, Any], expected: str) -> None:
    assert combining_words(Combining.model_validate(given), WORDS) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"from": None}, "unbefristet"),
        ({"from": dt.date(2025, 1, 2)}, "seit 02.01.2025"),
        ({"from": None, "until": dt.date(2025, 1, 2)}, "bis 02.01.2025"),
        ({"from": dt.date(2024, 1, 2), "until": dt.date(2025, 1, 2)}, "02.01.2024 bis 02.01.2025"),
    ],
)
def test_validity(given: dict[str, Any], expected: str) -> None:
    assert validity_words(Validity.model_validate(given)) == expected


def test_intake() -> None:
    rounds = {"kind": "rounds", "rounds": [{"closes": dt.date(2026, 8, 14), "source": "a"}], "decision_months": 3}
    yearly = {"kind": "yearly", "yearly": [{"closes": "09-30", "source": "a"}]}

    assert intake_words(Intake.model_validate(rounds)) == "in Runden: bis 14.08.2026 (Entscheidung nach etwa 3 Monaten)"
    assert intake_words(Intake.model_validate(yearly)) == "jedes Jahr: bis 30.09."
    assert intake_words(Intake.model_validate({"kind": "closed"})) == "keine mehr"


def test_small_words() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"])] == ["", "a", "a und b"]
    assert listed(["a", "b", "c"], "oder") == "a, b oder c"
    assert [count_words(1234567), count_words(Decimal("1234.50"))] == ["1.234.567", "1.234,50"]
    assert labels("levels", ["nobody", "state"], WORDS) == "Land und nobody"
