"""What is said where there is no plan, through the real command line."""

from __future__ import annotations

import pytest
from tests.cli.plan_cases import BETA, GAMMA, Data, Run, answer, programme, tail

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
