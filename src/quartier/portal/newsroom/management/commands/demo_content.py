"""`demo_content`: fill the portal with demo content, or take exactly that out again with `--remove`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from quartier.portal.newsroom.demo.loading import load, remove


class Command(BaseCommand):
    """Loads or removes the demo content; running it twice changes nothing."""

    help = "Load the demo content: news in German and English with illustrations."

    def add_arguments(self, parser: CommandParser) -> None:
        """One switch."""
        parser.add_argument("--remove", action="store_true", help="remove exactly what this command made")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's own arguments
        """Do it and say how much was done."""
        done = remove() if options["remove"] else load()
        word = "removed" if options["remove"] else "made"
        self.stdout.write(f"{word}: {done['pages']} pages, {done['pictures']} pictures")
