"""Who wants to be reminded of which project, what was sent, and what programmes looked like before."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def new_key() -> str:
    """A key nobody can guess: the link with it confirms or stops."""
    return secrets.token_urlsafe(24)


class Reminder(models.Model):
    """A mail address that is reminded of a project's dates, once it is `confirmed`. `days` before each date."""

    project = models.ForeignKey("projects.StoredProject", models.CASCADE, related_name="reminders")
    email = models.EmailField(_("E-Mail-Adresse"))
    language = models.CharField(max_length=5, default="de")
    days = models.JSONField(default=list)
    key = models.CharField(max_length=40, unique=True, default=new_key)
    confirmed = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """An address once for each project."""

        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        ordering = ("email",)
        constraints = (models.UniqueConstraint(fields=["project", "email"], name="reminder_once"),)

    def __str__(self) -> str:
        return self.email


class Sent(models.Model):
    """Something that was sent, by a mark that is the same for the same thing."""

    reminder = models.ForeignKey(Reminder, models.CASCADE, related_name="sent")
    mark = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Nothing is sent twice."""

        constraints = (models.UniqueConstraint(fields=["reminder", "mark"], name="sent_once"),)

    def __str__(self) -> str:
        return self.mark


class CatalogueState(models.Model):
    """What counts of every edition under one catalogue, to tell later what has changed."""

    digest = models.CharField(max_length=80, primary_key=True)
    facts = models.JSONField()
    seen = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-seen",)

    def __str__(self) -> str:
        return self.digest
