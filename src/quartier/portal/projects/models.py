"""What is kept of a project: the data of its file, every earlier state, with whom it is shared, remarks."""

from __future__ import annotations

import secrets
import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.portal.projects.exact import ExactDecoder


def new_key() -> str:
    """A key that nobody can guess: whoever has the link with it may use it."""
    return secrets.token_urlsafe(18)


class StoredProject(models.Model):
    """A project as its authors left it; it may still be incomplete.

    `data` holds the sections of the public format `quartier.project/1` (only those that were filled in), `words` what
    the project is about in the authors' own words. The two keys open it without an account: one to edit, one to read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    edit_key = models.CharField(max_length=32, unique=True, default=new_key)
    read_key = models.CharField(max_length=32, unique=True, default=new_key)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="stored_projects"
    )
    words = models.TextField(_("in eigenen Worten"), blank=True, max_length=4000)
    data = models.JSONField(default=dict, decoder=ExactDecoder)
    revision = models.PositiveIntegerField(default=1)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        """Newest first, as people look for them."""

        verbose_name = _("Vorhaben")
        verbose_name_plural = _("Vorhaben")
        ordering = ("-changed",)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title, or a stand-in while there is none."""
        return str(self.data.get("title") or _("Vorhaben ohne Titel"))

    @property
    def first_party(self) -> str:
        """The id of the party that is meant where a row names none; empty while there is none."""
        return next((party["id"] for party in self.data.get("parties") or []), "")


class Revision(models.Model):
    """The state of a project after one change; `section` tells what was changed."""

    project = models.ForeignKey(StoredProject, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=40)
    data = models.JSONField(decoder=ExactDecoder)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; no number twice."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="revision_once"),)

    def __str__(self) -> str:
        return f"{self.project} {self.number}"


class Role(models.TextChoices):
    """What somebody may do with a project that is shared with them."""

    READ = "read", _("lesen")
    COMMENT = "comment", _("lesen und Anmerkungen schreiben")
    EDIT = "edit", _("mitarbeiten")


class Share(models.Model):
    """A project shared with the holder of a mail address, who need not have an account yet."""

    project = models.ForeignKey(StoredProject, models.CASCADE, related_name="shares")
    email = models.EmailField(_("E-Mail-Adresse"))
    role = models.CharField(_("darf"), max_length=10, choices=Role)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One role for each address."""

        ordering = ("email",)
        constraints = (models.UniqueConstraint(fields=["project", "email"], name="share_once"),)

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"


class Remark(models.Model):
    """What somebody notes beside a step of a project."""

    project = models.ForeignKey(StoredProject, models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=40)
    text = models.TextField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order in which they were written."""

        ordering = ("at",)

    def __str__(self) -> str:
        return self.text[:60]
