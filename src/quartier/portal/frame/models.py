"""What visitors tell us through the form „Barriere melden“."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """A message. Name and address are given only if somebody wants an answer."""

    class Kind(models.TextChoices):
        """What it is about."""

        BARRIER = "barrier", _("Eine Barriere: ich kann etwas nicht lesen oder bedienen")
        MISTAKE = "mistake", _("Ein Fehler oder eine falsche Angabe")
        OTHER = "other", _("Etwas anderes")

    kind = models.CharField(_("Worum geht es?"), max_length=10, choices=Kind.choices, default=Kind.BARRIER)
    page = models.CharField(_("Auf welcher Seite?"), max_length=300, blank=True)
    message = models.TextField(_("Ihre Nachricht"), max_length=5000)
    name = models.CharField(_("Ihr Name"), max_length=120, blank=True)
    email = models.EmailField(_("Ihre E-Mail-Adresse"), blank=True)
    language = models.CharField(_("Sprache"), max_length=5)
    created = models.DateTimeField(_("Eingegangen"), db_index=True)

    class Meta:
        """Newest first."""

        verbose_name = _("Nachricht")
        verbose_name_plural = _("Nachrichten")
        ordering = ("-created",)

    def __str__(self) -> str:
        return f"{self.created:%Y-%m-%d} {self.get_kind_display()}"
