"""Programmes that are wanted or left out, and what a refusal costs, through the real command line."""

from __future__ import annotations

from tests.cli.plan_cases import Run, answer, tail


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
