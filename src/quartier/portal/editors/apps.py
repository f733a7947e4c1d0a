"""The app of the programme editors."""

from django.apps import AppConfig, apps
from django.conf import settings
from django.db.models.signals import post_migrate


class EditorsConfig(AppConfig):
    """Editions maintained on the web: drafts, checks, preview, four-eyes publishing, history."""

    name = "quartier.portal.editors"
    label = "editors"

    def ready(self) -> None:
        """Answer from what was published here; after each `migrate` write it anew, as data may come from a backup."""
        from quartier.portal.accounts.services import PUBLISH_PROGRAMME, register_check  # noqa: PLC0415 - loads models
        from quartier.portal.edition_form.drafts import register  # noqa: PLC0415 - as above
        from quartier.portal.editors.form_drafts import FormDrafts  # noqa: PLC0415 - as above
        from quartier.portal.editors.publishing import write_published  # noqa: PLC0415 - as above
        from quartier.portal.editors.services import is_other_pair_of_eyes  # noqa: PLC0415 - as above
        from quartier.service.catalogue import use_overlay  # noqa: PLC0415 - as above

        register(FormDrafts())
        use_overlay(settings.PUBLISHED_CATALOGUE)
        register_check(PUBLISH_PROGRAMME, is_other_pair_of_eyes)
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(write_published, sender=last, dispatch_uid="editors", weak=False)
