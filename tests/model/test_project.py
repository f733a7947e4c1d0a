"""Projects: what is named exists once, money lies inside the period, and every mistake is found at once."""

import datetime as dt

import pytest
from pydantic import ValidationError

from quartier.model.base import Finding
from quartier.model.project import Project

PLAIN = {
    "format": "quartier.project/1",
    "title": "Treffpunkt",
    "period": {"start": "2027-01", "end": "2028-12"},
    "parties": [{"id": "gemeinde", "type": "municipality"}],
}
ITEM = {"id": "bau", "kind": "investment", "net": {2027: 100}}
INSIDE = "das Vorhaben läuft von 2027-01 bis 2028-12"


def findings(**changes: object) -> list[Finding]:
    found: list[Finding] = []
    Project.model_validate(PLAIN | changes, context={"findings": found})
    return found


def test_the_smallest_project() -> None:
    made = Project.model_validate(PLAIN)

    assert (made.party_of(None), made.party_of("x"), findings()) == ("gemeinde", "x", [])
    assert made.decision_date == dt.datetime.now(tz=dt.UTC).date()
    assert Project.model_validate(PLAIN | {"as_of": "2026-03-01"}).decision_date == dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        (
            {"costs": [ITEM, ITEM]},
            ("costs", 1, "id"),
            "die id „bau“ kommt mehrfach vor, jede id darf nur einmal stehen",
        ),
        (
            {"costs": [{**ITEM, "party": "verein"}]},
            ("costs", 0, "party"),
            "„verein“ steht nicht unter `parties` (dort: gemeinde)",
        ),
        (
            {"own_funds": {"verein": {2027: 1}}},
            ("own_funds", "verein"),
            "„verein“ steht nicht unter `parties` (dort: gemeinde)",
        ),
        (
            {"granted": [{"programme": "p", "amount": 1, "decided_on": "2026-01-01", "items": ["dach"]}]},
            ("granted", 0, "items", 0),
            "den Posten „dach“ gibt es unter `costs` nicht",
        ),
        (
            {"costs": [{**ITEM, "net": {2026: 1}}]},
            ("costs", 0, "net", 2026),
            f"2026 liegt außerhalb des Zeitraums ({INSIDE})",
        ),
        (
            {"in_kind": [{"hours": {2029: 1}}]},
            ("in_kind", 0, "hours", 2029),
            f"2029 liegt außerhalb des Zeitraums ({INSIDE})",
        ),
        (
            {"third_party": [{"id": "s", "kind": "donations", "amounts": {2029: 1}}]},
            ("third_party", 0, "amounts", 2029),
            f"2029 liegt außerhalb des Zeitraums ({INSIDE})",
        ),
        (
            {"own_funds": {"gemeinde": {2026: 1}}},
            ("own_funds", "gemeinde", 2026),
            f"2026 liegt außerhalb des Zeitraums ({INSIDE})",
        ),
        (
            {"running_costs_after": {2027: 1}},
            ("running_costs_after", 2027),
            "2027 liegt vor dem Ende des Vorhabens (2028-12)",
        ),
        (
            {"period": None, "costs": [ITEM]},
            ("costs",),
            "Kosten brauchen einen Zeitraum: `period: {start: 2027-01, end: 2028-12}`",
        ),
        (
            {"choose": {"only": ["a"], "without": ["a"]}},
            ("choose", "without"),
            "„a“ steht unter `only` und unter `without`, bitte eines streichen",
        ),
    ],
)
def test_mistakes_name_their_place(changes: dict[str, object], path: tuple[str | int, ...], message: str) -> None:
    assert findings(**changes) == [Finding(path, message)]


def test_a_project_made_in_code_is_never_inconsistent() -> None:
    with pytest.raises(ValidationError, match=r"costs\.1\.id: die id „bau“ kommt mehrfach vor"):
        Project.model_validate(PLAIN | {"costs": [ITEM, ITEM]})


@pytest.mark.parametrize(
    "changes",
    [
        {"period": {"start": "2028-01", "end": "2027-12"}},
        {"period": {"start": "2027-01", "end": "2028-12", "start_may_slip_months": -1}},
        {"costs": [{"id": "a", "kind": "fees"}]},
        {"costs": [{**ITEM, "gross": {2027: 1}}]},
        {"costs": [{**ITEM, "from": "2028-01", "until": "2027-01"}]},
        {"costs": [{**ITEM, "net": {1027: 1}}]},
        {"costs": [{**ITEM, "net": {2027: -1}}]},
        {"costs": [{**ITEM, "net": {2027: "0.005"}}]},
        {"costs": [{**ITEM, "units": {"days": 0}}]},
        {"costs": [{**ITEM, "units": {"weeks": 1}}]},
        {"in_kind": [{"hours": {2027: -1}}]},
        {"parties": []},
        {"place": {"ags": "8415059"}},
        {"place": {"population": -5}},
        {"facts": {"Council": True}},
        {"titel": "Treffpunkt"},
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Project.model_validate(PLAIN | changes)
