"""`preview_draft ID REVISION`: reckon what a draft does to the example plans and keep it with the draft."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from quartier.portal.editors.effects import keep_effects
from quartier.portal.editors.models import Draft


class Command(BaseCommand):
    """Started by the page of the preview; nobody else needs it."""

    help = "Rechnet aus, was ein Entwurf an den Beispielplänen ändert."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which draft in which state."""
        parser.add_argument("draft")
        parser.add_argument("revision", type=int)

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own
        """Reckon and keep it, unless the draft has changed meanwhile."""
        draft = Draft.objects.filter(pk=options["draft"], revision=options["revision"]).first()
        if draft is not None:
            keep_effects(draft)
