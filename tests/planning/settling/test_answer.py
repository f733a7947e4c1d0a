"""The whole answer: draws, tolerance, proof of use, own money by party, scenarios."""

import datetime as dt

from tests.planning.checking.conftest import VOCABULARY, block, edition
from tests.planning.settling.sample import actuals, catalogue, expected, grant, plan, settled

from quartier.catalogue.store import Catalogue
from quartier.model.settlement import OwnMoney

PLAN = plan(
    {"bau": 100_000, "kurse": 40_000},
    grant("land", "proportional", {"bau": 50_000}),
    grant("taler", "fixed_amount", {"kurse": 30_000}, party="verein"),
    third_party={"spenden": {"bau": 10_000}},
    parties={"kurse": "verein"},
)


def test_own_money_by_party_and_what_is_left() -> None:
    gift = {"id": "gabe", "amount": "200.00", "party": "verein"}
    answer = settled(PLAN, actuals(costs={"bau": {2027: "900.00"}}, new_money=[gift]))

    assert expected(answer) == [45_000, 30_000]
    assert answer.own == (
        OwnMoney(party="gemeinde", planned=40_000, expected=35_000, change=-5_000, surplus=0),
        OwnMoney(party="verein", planned=10_000, expected=0, change=-10_000, surplus=10_000),
    )


def test_an_open_gap_is_own_money_somebody_must_find() -> None:
    cells = tuple(cell.model_copy(update={"own": 0, "open_gap": cell.own}) for cell in PLAN.cells)

    assert settled(PLAN.model_copy(update={"cells": cells}), None).own == settled(PLAN, None).own


def test_scenarios_are_reckoned_on_the_plan() -> None:
    with_figures = settled(PLAN, actuals(costs={"bau": {2027: "900.00"}}))
    answer = settled(PLAN, None)
    found = [(case.kind, case.programme, case.grants_total, case.own_total) for case in answer.scenarios]

    assert with_figures.scenarios == answer.scenarios
    assert found == [
        ("costs", None, 75_000, 41_000),
        ("third_party", None, 79_500, 49_500),
        ("refused", "land", 30_000, 100_000),
        ("refused", "taler", 50_000, 80_000),
    ]
    assert (answer.worst_case, answer.scenarios[2].own_change) == (2, 50_000)


def test_decided_grants_are_no_donations() -> None:
    cells = tuple(cell.model_copy(update={"third_party": {}, "granted": cell.third_party}) for cell in PLAN.cells)
    case = settled(PLAN.model_copy(update={"cells": cells}), None).scenarios[1]

    assert (case.own_change, case.note) == (0, "Der Plan enthält kein Geld Dritter.")


def test_a_refusal_names_who_follows() -> None:
    made = plan(
        {"gruppe": 100_000},
        grant("kasse", "matching", {"gruppe": 40_000}),
        grant("land", "proportional", {"gruppe": 40_000}),
    )
    known = catalogue(made, kasse={"match": {"of": ["state"], "ratio": 1}})
    notes = [case.note for case in settled(made, None, known).scenarios if case.kind == "refused"]

    assert notes == [None, "„KASSE“ richtet sich nach solchem Geld und kann mitfallen."]


def test_no_third_party_money_is_said() -> None:
    answer = settled(plan({"bau": 100}, grant("land", "proportional", {"bau": 50})), None)

    assert answer.scenarios[1].note == "Der Plan enthält kein Geld Dritter."


def test_without_grants_no_case_is_worse() -> None:
    answer = settled(plan({"bau": 100}), None)

    assert (answer.grants, answer.worst_case, answer.own_planned) == ((), None, 100)


def test_draws_too_early_too_much_and_to_return() -> None:
    figures = actuals(
        costs={"bau": {2027: "900.00"}},
        payments=[
            {"on": "2027-03-01", "item": "bau", "amount": "200.00"},
            {"on": "2027-09-01", "item": "bau", "amount": "700.00"},
        ],
        grants=[{"programme": "land", "drawn": [{"on": "2027-02-01", "amount": "480.00"}]}],
    )
    drawing = settled(PLAN, figures).grants[0].drawing

    assert (drawing.spent, drawing.may_draw, drawing.drawn) == (90_000, 45_000, 48_000)
    assert (drawing.too_much, drawing.to_return) == (3_000, 3_000)
    assert [(early.amount, early.needed_on, early.days_late) for early in drawing.early] == [
        (35_000, dt.date(2027, 9, 1), 153),
        (3_000, None, 274),
    ]
    assert drawing.interest_note is not None
    assert "5 Prozentpunkte über dem Basiszinssatz" in drawing.interest_note


def test_federal_money_has_six_weeks() -> None:
    figures = actuals(
        payments=[{"on": "2027-03-20", "item": "bau", "amount": "1000.00"}],
        grants=[{"programme": "land", "drawn": [{"on": "2027-02-01", "amount": "1.00"}]}],
    )
    state = settled(PLAN, figures).grants[0].drawing
    federal = settled(PLAN, figures, catalogue(PLAN, {"land": "federal"})).grants[0].drawing

    assert (len(state.early), len(federal.early)) == (0, 1)
    assert (federal.early[0].needed_by, federal.early[0].days_late) == (dt.date(2027, 3, 15), 5)


def test_tolerance_is_not_for_fixed_amounts() -> None:
    answer = settled(PLAN, actuals(costs={"bau": {2027: "1300.00"}, "kurse": {2027: "600.00"}}))
    share, fixed = answer.grants

    assert share.tolerance is not None
    assert (share.tolerance.items[0].beyond, share.tolerance.total_over) == (10_000, 30_000)
    assert fixed.tolerance is None


def test_proof_of_use_is_known_only_from_the_programme() -> None:
    made = plan({"bau": 100}, grant("land", "proportional", {"bau": 50}))
    told = {"text": "Verwendungsnachweis bis 31. März des Folgejahres.", "source": "call"}
    sources = {"call": {"title": "Aufruf", "as_of": "2026"}}
    entry = edition("land", block(), sources=sources, remarks=[told])
    known = Catalogue((entry,), VOCABULARY, "sha256:0")
    proof, unknown = settled(made, None, known).grants[0].proof_of_use, settled(made, None).grants[0].proof_of_use

    assert (proof.known, proof.text) == (True, "Verwendungsnachweis bis 31. März des Folgejahres.")
    assert proof.source is not None
    assert (unknown.known, unknown.source) == (False, None)
    assert "bitte erfragen bei" in unknown.text


def test_a_proof_of_use_in_plain_words_is_one() -> None:
    made = plan({"bau": 100}, grant("land", "proportional", {"bau": 50}))
    told = {"text": "Der Nachweis, wofür das Geld ausgegeben wurde, ist bis zum 31. März fällig.", "source": "s"}
    known = Catalogue((edition("land", block(), remarks=[told]),), VOCABULARY, "sha256:0")

    assert settled(made, None, known).grants[0].proof_of_use.text == told["text"]


def test_private_funders_are_asked() -> None:
    (note,) = settled(PLAN, None, catalogue(PLAN, {"land": "foundation"})).grants[0].notes

    assert note.startswith("Kein öffentliches Geld")


def test_the_same_input_gives_the_same_answer() -> None:
    figures = actuals(costs={"bau": {2027: "777.77"}})

    assert settled(PLAN, figures).model_dump_json() == settled(PLAN, figures).model_dump_json()
