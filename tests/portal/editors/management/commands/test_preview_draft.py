"""The command that reckons a preview: what is no edition has none."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from people import make_person

from quartier.portal.accounts.services import Role
from quartier.portal.editors import services


@pytest.mark.django_db
def test_what_is_no_edition_changes_nothing() -> None:
    draft = services.begin("format: x", actor=make_person(Role.PROGRAMME_EDITOR))
    call_command("preview_draft", str(draft.pk), "1")
    draft.refresh_from_db()

    assert draft.preview == []
