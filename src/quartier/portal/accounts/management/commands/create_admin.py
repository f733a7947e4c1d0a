"""`create_admin MAIL`: the first administrator of an installation, or one more."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from quartier.portal.accounts.models import User
from quartier.portal.accounts.people import first_administrator, token_of


class Command(BaseCommand):
    """Makes an account administrator and lets its holder in."""

    help = "Gibt einer Person die Rolle „Verwaltung“ und zeigt einen Link, mit dem sie ihr Passwort wählt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The address, and whether to ask for a password here."""
        parser.add_argument("mail", help="E-Mail-Adresse")
        parser.add_argument(
            "--password", action="store_true", help="das Passwort hier eintippen, statt einen Link zu zeigen"
        )

    def handle(self, *, mail: str, password: bool, **_options: object) -> None:
        """Make the account, the role, the link."""
        try:
            validate_email(mail)
            chosen = _typed(mail) if password else None
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user = first_administrator(mail, chosen)
        self.stdout.write(f"{user.email} hat jetzt die Rolle „Verwaltung“.")
        if chosen is None:
            uid, key = token_of(user)
            path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
            self.stdout.write(f"Passwort wählen (einmal, innerhalb einer Stunde): {settings.SITE_URL}{path}")
        self.stdout.write("Nach der Anmeldung fragt das Portal nach einem Passkey oder einer Authenticator-App.")


def _typed(mail: str) -> str:
    first = getpass.getpass("Passwort: ")
    if first != getpass.getpass("Noch einmal: "):
        raise ValidationError("Die beiden Passwörter sind verschieden.")
    validate_password(first, User(email=mail))
    return first
