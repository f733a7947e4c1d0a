"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles, privacy."""

    name = "quartier.portal.accounts"
    label = "accounts"
