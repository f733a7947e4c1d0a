"""The newsroom app."""

from django.apps import AppConfig, apps
from django.db import transaction
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    """News: written, reviewed and published by the editors."""

    name = "quartier.portal.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        """Make itself found, set up after each `migrate`, and let changes show at once."""
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move  # noqa: PLC0415 - loads models

        from quartier.portal.frame.services import register_search, register_sitemap  # noqa: PLC0415 - as above
        from quartier.portal.newsroom.services import search_news, search_pages  # noqa: PLC0415 - as above
        from quartier.portal.newsroom.setup import after_migrate  # noqa: PLC0415 - as above
        from quartier.portal.newsroom.sitemaps import PagesSitemap  # noqa: PLC0415 - as above

        register_search("news", _("Aktuelles"), search_news)
        register_search("pages", _("Seiten"), search_pages)
        register_sitemap("newsroom", PagesSitemap)
        # Permissions are made app by app after each `migrate`: only after the last are all of them there.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(after_migrate, sender=last)
        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
            signal.connect(_forget, dispatch_uid=f"newsroom-{id(signal)}", weak=False)


def _forget(**_signal: object) -> None:
    """At once for whoever made the change, and again once others can see it."""
    from quartier.portal.frame.caching import forget_public_pages  # noqa: PLC0415 - apps must be loaded first

    forget_public_pages()
    transaction.on_commit(forget_public_pages)
