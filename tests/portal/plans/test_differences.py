"""What a change did, goal by goal."""

from __future__ import annotations

from quartier.model.answers import PlanAnswer
from quartier.model.project import Project
from quartier.portal.plans.differences import Difference, differences


def test_nothing_has_changed(village: tuple[Project, PlanAnswer]) -> None:
    assert differences(village[1], village[1]) == []


def test_equal_changes_are_told_once(village: tuple[Project, PlanAnswer]) -> None:
    _, answer = village
    cheaper = answer.plans[0].model_copy(update={"own_total": answer.plans[0].own_total - 500})
    changed = answer.model_copy(update={"plans": (cheaper, *answer.plans[1:])})

    assert differences(changed, answer) == [
        Difference(("least_own_funds", "lasting"), -500, 0, 0, 0, (), (), None),
        Difference(("fewest_applications", "safest"), 0, 0, 0, 0, (), (), None),
    ]


def test_programmes_come_and_go(village: tuple[Project, PlanAnswer]) -> None:
    _, answer = village
    plan = answer.plans[0]
    fewer = plan.model_copy(
        update={"grants": plan.grants[1:], "grants_total": plan.grants_total - plan.grants[0].amount}
    )
    (found, *_) = differences(answer.model_copy(update={"plans": (fewer,)}), answer)

    assert (found.applications, found.grants, found.added) == (-1, -25_600_000, ())
    assert found.dropped == ("ELR – Gemeinschaftseinrichtungen (Entwicklungsprogramm Ländlicher Raum)",)
