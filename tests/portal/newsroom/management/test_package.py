"""The commands are found."""

from django.core.management import get_commands


def test_commands() -> None:
    assert get_commands()["demo_content"] == "quartier.portal.newsroom"
