"""The programme somebody came from is remembered for each project, and for not too many."""

from __future__ import annotations

from typing import Any

from quartier.portal.projects.services import want, wanted


def test_each_project_has_its_own_and_the_oldest_is_forgotten() -> None:
    session: dict[str, Any] = {}
    for number in range(25):
        want(session, f"project-{number}", f"programme-{number}")
    want(session, "project-24", "another")

    assert wanted(session, "project-24") == "another"
    assert wanted(session, "project-23") == "programme-23"
    assert wanted(session, "project-0") == ""
