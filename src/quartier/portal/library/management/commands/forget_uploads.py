"""Deletes uploads that nobody completed with their texts; to be run once a day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from quartier.portal.library.services import forget_uploads


class Command(BaseCommand):
    """`django-admin forget_uploads`."""

    help = "Löscht hochgeladene Dateien, zu denen seit einem Tag die Angaben fehlen."

    def handle(self, *_args: object, **_options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Delete and say how many."""
        number = forget_uploads(before=timezone.now() - timedelta(days=1))
        self.stdout.write(f"{number} unvollständige Uploads gelöscht.")
