"""What editors keep: drafts with every state they had, and everything that was ever published."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a draft stands."""

    WORK = "work", _("in Arbeit")
    SUBMITTED = "submitted", _("zur Freigabe vorgelegt")
    REJECTED = "rejected", _("zurückgegeben")
    PUBLISHED = "published", _("veröffentlicht")


class Draft(models.Model):
    """An edition being written, as the text of its file.

    `base` is the text it began with, empty for a new edition. `ends`: the text of the edition that ends with this new
    one, as it was when the draft was handed in. `reason`: why it was given back. `preview` is what the change does to
    the example plans, reckoned for the state `preview_of`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    programme = models.CharField(_("Programm"), max_length=80, blank=True)
    edition = models.CharField(_("Ausgabe"), max_length=40, blank=True)
    name = models.CharField(_("Name"), max_length=300, blank=True)
    text = models.TextField()
    base = models.TextField(blank=True)
    ends = models.TextField(blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State, default=State.WORK)
    reason = models.TextField(_("Grund"), blank=True, max_length=2000)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    preview = models.JSONField(null=True, blank=True)
    preview_of = models.PositiveIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        """Newest first, as people look for them."""

        verbose_name = _("Entwurf")
        verbose_name_plural = _("Entwürfe")
        ordering = ("-changed",)

    def __str__(self) -> str:
        return f"{self.name or self.programme or _('ohne Namen')} {self.edition}".strip()

    def get_absolute_url(self) -> str:
        """The page of the draft."""
        return reverse("editors:draft", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it may be changed."""
        return self.state in {State.WORK, State.REJECTED}


class DraftRevision(models.Model):
    """The text of a draft after one change."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; no number twice."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["draft", "number"], name="draft_revision_once"),)

    def __str__(self) -> str:
        return f"{self.draft} {self.number}"


class Publication(models.Model):
    """An edition as it was published, and the text it replaced. The newest of an edition is what counts."""

    programme = models.CharField(_("Programm"), max_length=80)
    edition = models.CharField(_("Ausgabe"), max_length=40)
    level = models.CharField(_("Ebene"), max_length=20)
    name = models.CharField(_("Name"), max_length=300)
    text = models.TextField()
    before = models.TextField(blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        verbose_name = _("Veröffentlichung")
        verbose_name_plural = _("Veröffentlichungen")
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=["programme", "edition"], name="publication_edition"),)

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"

    @property
    def path(self) -> str:
        """Where its file lies in a catalogue folder."""
        return f"{self.level}/{self.programme}/{self.edition}.yaml"
