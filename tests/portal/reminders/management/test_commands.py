"""The commands of the reminders are known to Django."""

from django.core.management import get_commands


def test_the_commands() -> None:
    assert {name for name, app in get_commands().items() if app == "quartier.portal.reminders"} == {"send_reminders"}
