"""The app's commands are found."""

from __future__ import annotations

from django.core.management import get_commands


def test_the_worker_is_a_command() -> None:
    assert get_commands()["solve_worker"] == "quartier.portal.plans"
