"""`delete_expired`: delete what is due. Run it once a day; a second run deletes nothing more."""

from __future__ import annotations

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from quartier.portal.accounts.deletion import run_all, table


class Command(BaseCommand):
    """Runs every registered deletion."""

    help = "Löscht alles, dessen Frist vorbei ist. Einmal am Tag laufen lassen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only show the periods."""
        parser.add_argument("--table", action="store_true", help="nur die Fristen zeigen")

    def handle(self, *, table: bool, **_options: object) -> None:
        """Delete and say how much."""
        if table:
            self.stdout.write(periods())
            return
        failed = []
        for deletion, count in run_all():
            self.stdout.write(f"{deletion.key}: {'Fehler' if count is None else count}")
            failed += [deletion.key] if count is None else []
        if failed:
            raise CommandError("nicht gelöscht: " + ", ".join(failed))


periods = table
