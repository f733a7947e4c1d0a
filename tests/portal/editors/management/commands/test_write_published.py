"""The commands of the programme editors are there under their names; what they do is tested with the services."""

from __future__ import annotations

import pytest
from django.core.management import call_command, get_commands

from quartier.portal.editors.publishing import is_written


@pytest.mark.django_db
def test_nothing_published_needs_no_files() -> None:
    assert {"write_published", "preview_draft"} <= get_commands().keys()
    call_command("write_published")

    assert is_written()
