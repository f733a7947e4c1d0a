"""The library app."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """The Mediathek: pictures and documents for the press and for everybody, with credit and licence."""

    name = "quartier.portal.library"
    label = "library"
