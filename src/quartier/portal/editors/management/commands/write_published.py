"""`write_published`: write the files of all published editions anew, from the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from quartier.portal.editors.publishing import write_published


class Command(BaseCommand):
    """Run by the start of the portal after a backup was loaded; by hand where files were lost."""

    help = "Schreibt die Dateien aller hier veröffentlichten Programme neu."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401 - Django's own
        """Write what is missing or other."""
        write_published()
