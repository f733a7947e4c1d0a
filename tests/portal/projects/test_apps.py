"""The app is installed under its name."""

from django.apps import apps


def test_installed() -> None:
    assert apps.get_app_config("projects").name == "quartier.portal.projects"
