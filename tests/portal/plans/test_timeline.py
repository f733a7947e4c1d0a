"""The time line holds every day of the plan inside its width."""

from __future__ import annotations

from quartier.model.answers import PlanAnswer
from quartier.model.project import Project
from quartier.portal.plans.charts import FULL
from quartier.portal.plans.money import Names
from quartier.portal.plans.timeline import Labels, timeline

WORDS = Labels("Vorhaben", "danach")


def test_rows_of_the_village(village: tuple[Project, PlanAnswer]) -> None:
    project, answer = village
    line = timeline(answer.plans[0], project, Names(project), WORDS)

    assert line is not None
    assert [row.label for row in line.rows][:2] == [
        "Vorhaben",
        "ELR – Gemeinschaftseinrichtungen (Entwicklungsprogramm Ländlicher Raum) (Gemeinde)",
    ]
    assert line.rows[-1].label == "danach"
    assert [tick.year for tick in line.ticks] == [2026, 2027, 2028, 2029, 2030]
    assert [(mark.kind, str(mark.day)) for mark in line.rows[1].marks] == [
        ("apply", "2026-09-30"),
        ("decision", "2026-12-30"),
    ]


def test_everything_lies_inside(village: tuple[Project, PlanAnswer]) -> None:
    project, answer = village
    for plan in answer.plans:
        line = timeline(plan, project, Names(project), WORDS)
        assert line is not None
        for row in line.rows:
            assert all(0 <= mark.at <= FULL for mark in row.marks)
            assert all(span.start >= 0 and 0 < span.length <= FULL - span.start for span in row.spans)


def test_a_project_without_a_period_has_none(village: tuple[Project, PlanAnswer]) -> None:
    project, answer = village
    timeless = project.model_copy(update={"period": None})

    assert timeline(answer.plans[0], timeless, Names(project), WORDS) is None
