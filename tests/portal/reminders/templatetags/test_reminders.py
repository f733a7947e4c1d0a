"""The tag that tells of changes."""

from __future__ import annotations

import pytest
from tests.portal.reminders.conftest import changed

from quartier.model.edition import Source
from quartier.portal.projects.services import Access
from quartier.portal.reminders.templatetags.reminders import (
    cite,
    cited,
    plan_changes,
    sources_for,
    touched_projects,
)


@pytest.mark.django_db
def test_changes_of_a_project(access: Access) -> None:
    assert plan_changes(access.project) == []
    with changed(lambda _edition: None):
        assert {change.after for change in plan_changes(access.project)} == {"steht nicht mehr im Katalog"}
        assert touched_projects([access.project, {"title": "other"}]) == {access.project.pk: []}
    assert touched_projects([access.project]) == {}


def test_a_source_in_pages_and_in_mails() -> None:
    source = Source(title="Ausschreibung", url="https://example.org/a", as_of="2025-11")

    assert cited(source) == "Ausschreibung, Stand November 2025, https://example.org/a"
    assert cited(Source(title="Ausschreibung", as_of="unknown")) == "Ausschreibung, Stand unbekannt"
    assert 'href="https://example.org/a"' in cite(source)
    assert sources_for({1: [source]}, 1) == [source]
    assert sources_for({}, 1) == []
