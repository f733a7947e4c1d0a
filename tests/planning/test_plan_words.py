"""German words on what is proven of a plan and what must be advanced."""

from tests.planning.checking.conftest import Ask, changed, plan, project

from quartier.planning.plan_words import advance_words, proof_words

MADE = plan(project(), Ask(programme="land", pays={("umbau", 2027): 1_000}))


def test_nothing_is_said_where_everything_is_proven() -> None:
    assert proof_words(MADE) == ""


def test_ties_and_rounding_leave_a_plan_proven() -> None:
    text = proof_words(changed(MADE, unproven=("order", "rounding")))

    assert text.startswith("Der Plan ist als bester bewiesen.")
    assert text.endswith("unter gleich guten Plänen oder günstigeres Runden auf volle Schritte der Geldgeber.")


def test_an_open_aim_is_named_with_its_gap() -> None:
    made = changed(MADE, status="feasible", unproven=("own",), gap="1234.00")

    assert proof_words(made) == (
        "Nicht bewiesen: Vielleicht ginge weniger eigenes Geld. Es können höchstens 1.234 € sein."
    )


def test_advances_by_year() -> None:
    text = advance_words({2027: 1_000_00, 2028: 0, 2029: 50_00}, "Die Gemeinde")

    assert text == (
        "Die Gemeinde muss vorstrecken, bis nachträglich gezahlte Zuschüsse eingehen: 1.000 € (2027) und 50 € (2029)."
    )
