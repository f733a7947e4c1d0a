"""The library app."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """The Mediathek: pictures and documents for the press and for everybody, with credit and licence."""

    name = "quartier.portal.library"
    label = "library"

    def ready(self) -> None:
        """Make itself found, and follow what is saved."""
        from quartier.portal.frame.services import register_search, register_sitemap  # noqa: PLC0415 - loads models
        from quartier.portal.library import signals  # noqa: PLC0415 - as above
        from quartier.portal.library.services import search_library  # noqa: PLC0415 - as above
        from quartier.portal.library.setup import after_migrate  # noqa: PLC0415 - as above
        from quartier.portal.library.sitemaps import LibrarySitemap  # noqa: PLC0415 - as above

        register_sitemap("library", LibrarySitemap)
        register_search("library", _("Mediathek"), search_library)
        for model in map(self.get_model, ("Picture", "Paper", "Album", "AlbumPicture")):
            post_save.connect(signals.forget, sender=model)
            post_delete.connect(signals.forget, sender=model)
        post_save.connect(signals.make_sizes, sender=self.get_model("Picture"))
        pre_save.connect(signals.clean_waiting_upload)
        # Permissions are made app by app after each `migrate`: only after the last are all of them there.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(after_migrate, sender=last)
