"""The personas of the design: what the real catalogue must, must not and must ask, through the real command line.

Each expected amount is a row of its own with a readable name. `only(…)` asks what one programme alone could bring.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from quartier.catalogue.loading import load_catalogue
from quartier.cli.app import run
from quartier.model.answers import Match, MatchAnswer, Plan, PlanAnswer

Data = dict[str, Any]
Change = Callable[[Data], None]

EXAMPLES = Path(__file__).parents[2] / "examples"
VILLAGE, QUARTER, SHOP = "dorfgemeinschaftshaus", "quartierszentrum", "dorfladen"
HELP, BIG_HELP = "nachbarschaftshilfe", "nachbarschaftshilfe-gross"
ALL = (VILLAGE, QUARTER, HELP, BIG_HELP, SHOP)

ELR_HOUSE, ELR_SUPPLY = "bw-elr-gemeinschaftseinrichtungen", "bw-elr-grundversorgung"
IMPULSES, TALKS, SMALL_PROJECT = "bw-quartiersimpulse", "bw-nachbarschaftsgespraeche", "bw-regionalbudget"
NIS, NETWORK = "bw-nis-nichtinvestive-staedtebaufoerderung", "kasse-netzwerk-45e"
ADVICE, THALER = "bw-gut-beraten", "bw-beteiligungstaler"
CARE_STATE, CARE_FUND = "bw-ambulante-hilfen-unterstuetzungsangebote", "kasse-unterstuetzungsangebote-45c"
LOTTERY, LEADER, MODEL_CARE = "lotterie-dhw-soziale-massnahmen", "eu-leader", "kasse-modellvorhaben-123"

LUDWIGSBURG = "08118048"
"""A city of 94,000 inhabitants."""


def only(*programmes: str) -> Change:
    """Plan with these programmes and no others."""
    return lambda project: project.update(choose={"only": [*programmes]})


def facts(**values: object) -> Change:
    """Answers of the user; `place__rural_area` is the fact `place.rural_area`."""
    named = {name.replace("__", "."): value for name, value in values.items()}
    return lambda project: project["facts"].update(named)


def day(text: str) -> Change:
    """The day of the decision."""
    return lambda project: project.update(as_of=text)


def items(*added: Data) -> Change:
    """Further lines of the cost plan."""
    return lambda project: project["costs"].extend(added)


def third_party(*given: Data) -> Change:
    """Other people's money, instead of what the example has."""
    return lambda project: project.update(third_party=[*given])


def party(**added: object) -> Change:
    """One more party."""
    return lambda project: project["parties"].append(added)


def aid_received(amount: int, decided_on: str) -> Change:
    """De-minimis aid the first party got before."""
    return lambda project: project.update(aid_received=[{"amount": amount, "decided_on": decided_on}])


def place(**values: object) -> Change:
    """Another place."""
    return lambda project: project.update(place=values)


@cache
def _ask(command: str, project: str) -> str:
    """What `quartier COMMAND --json` prints for a project file."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()) as printed:
        path = Path(folder) / "projekt.yaml"
        path.write_text(project, encoding="utf-8")
        run([command, str(path), "--json"])
    return printed.getvalue()


def _written(example: str, changes: tuple[Change, ...]) -> str:
    project = yaml.safe_load((EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8"))
    for change in changes:
        change(project)
    return yaml.safe_dump(project, allow_unicode=True, sort_keys=False)


def plans_of(example: str, *changes: Change) -> PlanAnswer:
    """The answer of `quartier plan`."""
    return PlanAnswer.model_validate_json(_ask("plan", _written(example, changes)))


def best_plan(example: str, *changes: Change) -> Plan:
    """The plan with the least own money."""
    return plans_of(example, *changes).plans[0]


def matches_of(example: str, programme: str, applicant: str, *changes: Change) -> list[Match]:
    """What `quartier match` says about a programme for a party, block by block."""
    answer = MatchAnswer.model_validate_json(_ask("match", _written(example, changes)))
    found = [match for match in answer.matches if match.programme == programme and match.party == applicant]
    assert found, f"{programme} is not in force"
    return found


def statuses(example: str, programme: str, applicant: str, *changes: Change) -> set[str]:
    """The status of each block."""
    return {match.status for match in matches_of(example, programme, applicant, *changes)}


def granted(plan: Plan, programme: str, applicant: str) -> int | None:
    """Whole euros a plan takes from a programme for a party, None where it takes nothing."""
    amounts = [grant.amount for grant in plan.grants if (grant.programme, grant.party) == (programme, applicant)]
    return sum(amounts) // 100 if amounts else None


# What the examples leave to variants

CARE_GROUP = (
    items(
        {"id": "gruppe", "party": "verein", "kind": "personnel", "measure": "everyday_support", "net": {2027: 12000}}
    ),
    facts(support_offers=["care_group"], recognised_45a=True, qualified_specialist=True),
    facts(quality_assurance=True, county_agreement=True),
    third_party({"id": "gemeinde", "kind": "public", "level": "municipal", "party": "verein", "amounts": {2027: 2500}}),
    only(CARE_STATE, CARE_FUND),
)
"""The village also opens a care group for people with dementia, with 2,500 € of the municipality."""

HOME_CARE = only(CARE_STATE, CARE_FUND)

CAFE = items({"id": "cafe", "kind": "equipment", "measure": "meeting_place", "net": {2027: 19500}})
"""A café corner in the shop, as an item of its own."""

CARE_NETWORK = (
    items({"id": "netz", "kind": "personnel", "measure": "network_coordination", "net": {2027: 20000}}),
    facts(network_open_to_all=True, network_place_free=True),
)

TOWN = party(id="stadt", type="municipality")
DECIDED = facts(council_resolution=True, pre_application_consultation=True, external_adviser=True)


class Amount(NamedTuple):
    """One programme in a persona's plan: whole euros expected."""

    example: str
    programme: str
    applicant: str
    euros: int
    changes: tuple[Change, ...] = ()


AMOUNTS = {
    "P1 ELR: 40 % of 640,000 net": Amount(VILLAGE, ELR_HOUSE, "gemeinde", 256_000),
    "P1 ELR in timber: 45 %": Amount(VILLAGE, ELR_HOUSE, "gemeinde", 288_000, (facts(timber_construction=True),)),
    "P1 Quartiersimpulse: 80 % of 101,424": Amount(VILLAGE, IMPULSES, "gemeinde", 81_139),
    "P1 Nachbarschaftsgespräche of the association": Amount(VILLAGE, TALKS, "verein", 6_000),
    "P1 Regionalbudget for the kitchen: 80 % of 18,500 net": Amount(VILLAGE, SMALL_PROJECT, "verein", 14_800),
    "P1 care group, state": Amount(VILLAGE, CARE_STATE, "verein", 2_500, CARE_GROUP),
    "P1 care group, insurance: the same again": Amount(VILLAGE, CARE_FUND, "verein", 5_000, CARE_GROUP),
    "P2 NIS: 60 % of 175,000 is capped": Amount(QUARTER, NIS, "stadt", 100_000),
    "P2 Quartiersimpulse: 80 % of 66,280": Amount(QUARTER, IMPULSES, "stadt", 53_024),
    "P2 network, new law: 30,000 a year": Amount(QUARTER, NETWORK, "netzwerk", 60_000),
    "P2 network, old law: 25,000 a year": Amount(QUARTER, NETWORK, "netzwerk", 50_000, (day("2025-12-01"),)),
    "P3 Gut Beraten for the advice": Amount(HELP, ADVICE, "verein", 4_000, (only(ADVICE, THALER),)),
    "P3 Beteiligungstaler for the kick-off": Amount(HELP, THALER, "verein", 2_000, (only(ADVICE, THALER),)),
    "P3 Nachbarschaftsgespräche instead of both": Amount(HELP, TALKS, "verein", 6_000, (only(TALKS),)),
    "P3 Regionalbudget for the rickshaw: 80 % of 9,800 net": Amount(HELP, SMALL_PROJECT, "verein", 7_840),
    "P3 home care, state": Amount(HELP, CARE_STATE, "verein", 1_250, (HOME_CARE,)),
    "P3 home care, insurance": Amount(HELP, CARE_FUND, "verein", 2_500, (HOME_CARE,)),
    "P3 big, Fernsehlotterie: 80 % of 120,000": Amount(BIG_HELP, LOTTERY, "verein", 96_000),
    "P5 ELR Grundversorgung: 35 % of 257,000": Amount(SHOP, ELR_SUPPLY, "eg", 89_950),
    "P5 ELR unchanged by the café": Amount(SHOP, ELR_SUPPLY, "eg", 89_950, (CAFE,)),
    "P5 Regionalbudget for the café: 80 % of 19,500": Amount(SHOP, SMALL_PROJECT, "eg", 15_600, (CAFE,)),
}


@pytest.mark.parametrize("case", AMOUNTS.values(), ids=AMOUNTS.keys())
def test_the_plan_takes_the_amount_the_persona_expects(case: Amount) -> None:
    taken = granted(best_plan(case.example, *case.changes), case.programme, case.applicant)
    assert taken == case.euros


@pytest.mark.parametrize(
    ("example", "changes", "programme", "applicant", "most"),
    [
        pytest.param(VILLAGE, (), IMPULSES, "gemeinde", 85_000, id="P1 Quartiersimpulse"),
        pytest.param(QUARTER, (), IMPULSES, "stadt", 85_000, id="P2 Quartiersimpulse"),
        pytest.param(QUARTER, (), NIS, "stadt", 100_000, id="P2 NIS"),
        pytest.param(HELP, (), THALER, "verein", 2_000, id="P3 Beteiligungstaler"),
    ],
)
def test_no_answer_promises_more_than_the_ceiling(
    example: str, changes: tuple[Change, ...], programme: str, applicant: str, most: int
) -> None:
    match = next(m for m in matches_of(example, programme, applicant, *changes) if m.status == "fits")
    assert match.amount.max == most * 100
    assert match.estimate is not None
    assert match.estimate <= most * 100


# What is left for the applicants


def test_p1_own_share_of_quartiersimpulse_is_twenty_percent() -> None:
    grant = next(grant for grant in best_plan(VILLAGE).grants if grant.programme == IMPULSES)
    assert (grant.base // 100, (grant.base - grant.amount) // 100) == (101_424, 20_285)


def test_p1_pays_neither_vat_of_the_conversion_nor_the_kitchen_twice() -> None:
    plan = best_plan(VILLAGE)
    paid = {(part.item, grant.programme) for grant in plan.grants for part in grant.items}
    assert ("umbau", ELR_HOUSE) in paid
    assert ("kueche", ELR_HOUSE) not in paid
    assert next(grant for grant in plan.grants if grant.programme == ELR_HOUSE).base == 640_000_00


def test_p1_names_the_patterns_and_asks_who_pays_the_running_costs() -> None:
    plan = best_plan(VILLAGE)
    assert {"investment_and_running", "split_by_applicant"} <= set(plan.patterns)
    assert plan.after_funding == {2029: 35_000_00, 2030: 35_000_00}


def test_p1_with_a_care_group_one_grant_draws_another() -> None:
    assert "matching" in best_plan(VILLAGE, *CARE_GROUP).patterns


def test_p2_leaves_the_city_75000_for_the_manager_and_the_network_1000_a_year() -> None:
    plan = best_plan(QUARTER)
    own = {item: sum(cell.own for cell in plan.cells if cell.item == item) for item in ("management", "netzwerkstelle")}
    assert own["management"] == 75_000_00
    assert plan.own["netzwerk"] == {2027: 1_000_00, 2028: 1_000_00}


def test_p2_pays_neighbourhood_manager_and_network_from_different_pots() -> None:
    paid = {(part.item, grant.programme) for grant in best_plan(QUARTER).grants for part in grant.items}
    assert {programme for item, programme in paid if item == "management"} == {NIS}
    assert {programme for item, programme in paid if item.startswith("netzwerk")} == {NETWORK}


def test_p3_talks_replace_the_two_small_funds_for_the_same_costs() -> None:
    conflict = plans_of(HELP, only(TALKS, ADVICE, THALER)).infeasible
    assert conflict is not None
    assert [rule.rule for rule in conflict.conflict].count("C9") == 2


def test_p3_without_money_of_the_town_there_is_none_of_the_state_for_home_care() -> None:
    assert plans_of(HELP, only(CARE_STATE), third_party()).infeasible is not None
    assert granted(best_plan(HELP, third_party()), CARE_STATE, "verein") is None


def test_p5_shows_the_gap_that_remains() -> None:
    plan = best_plan(SHOP)
    assert (plan.open_gap, plan.total_costs) == ({"eg": {2027: 152_050_00}}, 307_000_00)
    assert plan.own == {"eg": {2027: 65_000_00}}


def test_p5_goods_and_start_up_costs_get_no_grant() -> None:
    plan = best_plan(SHOP)
    assert not {part.item for grant in plan.grants for part in grant.items} & {"waren", "anlauf"}


# What must not come

NETWORK_OF_TWO = (*CARE_NETWORK, facts(cooperating_organisations=2))
NETWORK_OF_FOUR = (*CARE_NETWORK, facts(cooperation_agreement=True))


@pytest.mark.parametrize(
    ("example", "programme", "applicant", "reason", "changes"),
    [
        pytest.param(VILLAGE, NIS, "gemeinde", "renewal-area", (), id="P1 NIS: no renewal area"),
        pytest.param(VILLAGE, LOTTERY, "gemeinde", "applicant", (), id="P1 Fernsehlotterie: not for the municipality"),
        pytest.param(VILLAGE, IMPULSES, "verein", "applicant", (), id="P1 Quartiersimpulse: not for the association"),
        pytest.param(QUARTER, ELR_HOUSE, "stadt", "rural", (), id="P2 ELR: not rural"),
        pytest.param(QUARTER, SMALL_PROJECT, "stadt", "leader-area", (), id="P2 Regionalbudget: no LEADER area"),
        pytest.param(HELP, IMPULSES, "verein", "applicant", (), id="P3 Quartiersimpulse: not for the association"),
        pytest.param(HELP, NETWORK, "verein", "network", (), id="P3 network: none planned"),
        pytest.param(HELP, NETWORK, "verein", "three-partners", NETWORK_OF_TWO, id="P3 network: only two partners"),
        pytest.param(HELP, "bw-buergerbus-fahrzeug", "verein", "eight-seats", (), id="P3 Bürgerbus: no rickshaw"),
        pytest.param(SHOP, IMPULSES, "eg", "applicant", (), id="P5 Quartiersimpulse: not for the cooperative"),
        pytest.param(SHOP, IMPULSES, "eg", "applicant", (TOWN, DECIDED), id="P5 Quartiersimpulse: nor with the town"),
    ],
)
def test_what_does_not_fit_says_why(
    example: str, programme: str, applicant: str, reason: str, changes: tuple[Change, ...]
) -> None:
    matches = matches_of(example, programme, applicant, *changes)
    assert {match.status for match in matches} == {"fails"}
    assert any(part.condition == reason and part.status == "failed" for match in matches for part in match.reasons)
    assert granted(best_plan(example, *changes), programme, applicant) is None


def test_p3_a_network_of_four_with_agreement_fits() -> None:
    assert statuses(HELP, NETWORK, "verein", *NETWORK_OF_FOUR) == {"fits"}


def test_p3_the_town_may_apply_with_the_association_as_its_partner() -> None:
    town = matches_of(HELP, IMPULSES, "stadt", TOWN, DECIDED)
    assert [match.block for match in town if match.status == "fits"] == ["municipality"]


def test_p5_the_municipality_may_apply_for_participation_and_advice() -> None:
    older = facts(target_groups=["older_people", "everyone"])
    town = matches_of(SHOP, IMPULSES, "stadt", TOWN, DECIDED, older)
    assert [match.block for match in town if match.status == "fits"] == ["municipality"]


def test_p3_home_care_first_needs_the_recognition() -> None:
    match = next(
        m for m in matches_of(HELP, CARE_STATE, "verein", facts(recognised_45a=False)) if m.block == "home_care_service"
    )
    assert match.status == "fails"
    assert match.would_fit_if == (("recognised_45a = true",),)


# What must be asked


def test_p2_model_projects_of_care_stay_open_and_name_what_to_ask() -> None:
    match = next(m for m in matches_of(QUARTER, MODEL_CARE, "stadt", facts(model_project=None)) if m.status == "open")
    assert match.block == "baden-wuerttemberg"
    assert any("Baden-Württemberg" in question for question in match.ask)
    assert match.questions


def test_p5_asks_whether_the_grant_is_de_minimis_aid() -> None:
    match = next(m for m in matches_of(SHOP, ELR_SUPPLY, "eg") if m.status == "fits")
    assert any("De-minimis" in question for question in match.ask)
    assert any("De-minimis" in warning.text for warning in best_plan(SHOP).warnings)


@pytest.mark.parametrize(
    ("amount", "decided_on", "euros"),
    [
        pytest.param(210_050, "2026-02-01", 89_950, id="exactly 300,000 with the grant"),
        pytest.param(210_051, "2026-02-01", 89_949, id="one euro more leaves one euro less"),
        pytest.param(300_000, "2026-02-01", None, id="used up"),
        pytest.param(210_051, "2023-02-01", 89_950, id="too long ago"),
    ],
)
def test_p5_earlier_de_minimis_aid_counts(amount: int, decided_on: str, euros: int | None) -> None:
    taken = granted(best_plan(SHOP, aid_received(amount, decided_on)), ELR_SUPPLY, "eg")
    assert taken == euros


def test_every_grant_with_an_unknown_rule_says_what_it_assumes() -> None:
    for example in ALL:
        for plan in plans_of(example).plans:
            assert plan.conditional == any(g.assumes or g.conditions_open or g.unclear_with for g in plan.grants)


# Negative cases


@pytest.mark.parametrize("example", ALL)
def test_n1_a_started_project_gets_nothing_where_an_early_start_is_forbidden(example: str) -> None:
    catalogue = load_catalogue(None)
    forbidden = {
        (edition.programme, edition.edition, block.id)
        for editions in catalogue.by_programme.values()
        for edition in editions
        for block in edition.blocks
        if block.pays.early_start == "forbidden"
    }
    answer = MatchAnswer.model_validate_json(_ask("match", _written(example, (facts(started=True),))))
    left = {(m.programme, m.edition, m.block) for m in answer.matches if m.status != "fails"}
    assert not left & forbidden


def test_n1_the_village_loses_elr_but_may_ask_for_quartiersimpulse() -> None:
    started = facts(started=True)
    plan = best_plan(VILLAGE, started)
    assert granted(plan, ELR_HOUSE, "gemeinde") is None
    assert granted(plan, IMPULSES, "gemeinde") == 81_139


@pytest.mark.parametrize(
    ("programme", "reason"), [(ELR_HOUSE, "rural"), (LEADER, "leader-area"), (SMALL_PROJECT, "leader-area")]
)
def test_n2_a_city_without_rural_locality_is_out_for_its_place(programme: str, reason: str) -> None:
    city = (
        place(ags=LUDWIGSBURG, leader_area=False),
        facts(place__rural_area=False, place__rural_locality=False),
    )
    matches = matches_of(VILLAGE, programme, "gemeinde", *city)
    assert {match.status for match in matches} == {"fails"}
    failed = [part for match in matches for part in match.reasons if part.condition == reason]
    assert {part.status for part in failed} == {"failed"}
    assert all(set(part.facts) <= {"place.rural_area", "place.rural_locality", "place.leader_area"} for part in failed)


# Every example


@pytest.mark.parametrize("example", ALL)
def test_every_plan_is_optimal_checked_and_complete(example: str) -> None:
    answer = plans_of(example)
    assert answer.infeasible is None
    assert {name for plan in answer.plans for name in plan.objectives} == {
        "least_own_funds",
        "fewest_applications",
        "safest",
        "lasting",
    }
    for plan in answer.plans:
        assert (plan.checked, plan.status) == (True, "optimal")
        assert sum(cell.cost for cell in plan.cells) == plan.total_costs


@pytest.mark.parametrize("example", ALL)
def test_most_programmes_are_decided(example: str) -> None:
    answer = MatchAnswer.model_validate_json(_ask("match", _written(example, ())))
    open_programmes = {match.programme for match in answer.matches if match.status == "open"}
    assert len(open_programmes) <= 5
