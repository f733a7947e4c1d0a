"""The commands of the programme editors are known to Django."""

from django.core.management import get_commands


def test_the_commands() -> None:
    assert {name for name, app in get_commands().items() if app == "quartier.portal.editors"} == {
        "preview_draft",
        "write_published",
    }
