"""Warnings of a plan: cliffs in euros, floors, a later start, money to advance, state aid, an open gap."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, item

from quartier.model.edition import Edition

HOUSE = item("haus", 10_000)


def cautions(land: Edition, **more: Any) -> dict[str, str]:  # noqa: ANN401 - fields of a project
    """The warnings' texts by their code; those of a programme name it."""
    found = best(costing(more.pop("cost", HOUSE), **more), land).warnings
    assert {warning.subject for warning in found if warning.source} <= {"P"}
    return {warning.code: warning.text for warning in found}


def land(**pays: Any) -> Edition:  # noqa: ANN401 - what a block pays
    return edition("p", block(**{"early_start": "allowed", **pays}))


def test_nothing_to_say() -> None:
    assert cautions(land()) == {}


def test_the_cliff_in_euros() -> None:
    assert cautions(land(base={"vat": "included", "size": {"max": 10_500}})) == {
        "cliff": (
            "Zählen mehr als 10.500 € Kosten, gibt es gar nichts: Dann gehen 5.000 € verloren (Abstand heute 500 €)."
        )
    }


@pytest.mark.parametrize(("floor", "near"), [(5_000, True), (4_167, True), (4_166, False)])
def test_near_the_floor(*, floor: int, near: bool) -> None:
    """Within a fifth of the floor."""
    text = f"Unter {floor // 1000}.{floor % 1000:03} € wird nichts ausgezahlt; geplant sind 5.000 €."

    assert cautions(land(amount={"min": floor})) == ({"floor": text} if near else {})


@pytest.mark.parametrize(
    ("early_start", "text"),
    [
        (
            "forbidden",
            "Vor der Bewilligung keinen Auftrag vergeben und keinen Vertrag schließen, sonst entfällt der Zuschuss.",
        ),
        (
            "with_permission",
            "Vor der Bewilligung nur mit schriftlicher Erlaubnis beginnen, sonst entfällt der Zuschuss.",
        ),
        (
            "unknown",
            (
                "Ob früher begonnen werden darf, ist nicht bekannt. "
                "Bitte fragen oder bis zur Bewilligung keinen Vertrag schließen."
            ),
        ),
    ],
)
def test_early_start(early_start: str, text: str) -> None:
    assert cautions(land(early_start=early_start)) == {"early_start": text}


def test_money_to_advance() -> None:
    text = "Das Geld kommt erst nach den Ausgaben; 5.000 € sind vorzustrecken."

    assert cautions(land(payout="reimbursement")) == {"pre_financing": text}


def test_state_aid() -> None:
    club: dict[str, Any] = {"cost": {**HOUSE, "party": "verein"}}
    history = [{"party": "verein", "amount": 1, "decided_on": "2020-01-01"}]
    counts = "Der Zuschuss zählt als De-minimis-Beihilfe: höchstens 300.000 € in drei Jahren je Unternehmen."

    assert cautions(land(state_aid="unknown"), **club) == {
        "state_aid": "Ob die Zuwendung eine staatliche Beihilfe ist, bitte klären."
    }
    assert cautions(land(state_aid="unknown")) == {}
    assert cautions(land(state_aid="de_minimis"), **club, aid_received=history) == {"state_aid": counts}
    assert cautions(land(state_aid="de_minimis"), **club)["state_aid"] == (
        f"{counts} Frühere Beihilfen sind nicht angegeben; bitte prüfen."
    )


def test_an_open_gap_and_a_later_start() -> None:
    late = edition("p", block(early_start="forbidden"), intake={"kind": "rolling", "decision_months": 12})
    period = {"start": "2027-01", "end": "2027-12", "start_may_slip_months": 3}
    found = cautions(late, period=period, own_funds={"gemeinde": {2027: 1_000}})

    assert found["open_gap"] == "Es fehlen noch 4.000 €: Die angegebenen Eigenmittel reichen nicht."
    assert found["slip"] == "Das Vorhaben beginnt erst im März 2027: Vorher wären Kosten nicht zuwendungsfähig."
