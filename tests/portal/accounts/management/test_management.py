"""The commands are there."""

from __future__ import annotations

from django.core.management import get_commands


def test_commands_are_found() -> None:
    ours = {name for name, app in get_commands().items() if app == "quartier.portal.accounts"}

    assert ours == {"create_admin", "delete_expired"}
