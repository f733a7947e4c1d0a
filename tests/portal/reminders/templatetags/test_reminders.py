"""The tag that tells of changes."""

from __future__ import annotations

import pytest
from tests.portal.reminders.conftest import changed

from quartier.portal.projects.services import Access
from quartier.portal.reminders.templatetags.reminders import plan_changes, touched_projects


@pytest.mark.django_db
def test_changes_of_a_project(access: Access) -> None:
    assert plan_changes(access.project) == []
    with changed(lambda _edition: None):
        assert {change.after for change in plan_changes(access.project)} == {"steht nicht mehr im Katalog"}
        assert touched_projects([access.project, {"title": "other"}]) == {access.project.pk}
    assert touched_projects([access.project]) == set()
