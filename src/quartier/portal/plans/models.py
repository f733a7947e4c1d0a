"""What is kept of plans: the jobs that solve them, the answers found, and what was settled for a project's plan."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


def new_feed_key() -> str:
    """A key that nobody can guess: whoever has the address of the calendar may read it."""
    return secrets.token_urlsafe(18)


class Kind(models.TextChoices):
    """What a job computes; what people wait for comes before what merely adds to it."""

    PLANS = "plans", _("Pläne")
    REFUSAL = "refusal", _("Plan B")
    MORE = "more", _("Vergleiche")
    PAPERS = "papers", _("Unterlagen")


class State(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", _("wartet")
    RUNNING = "running", _("wird gerechnet")
    DONE = "done", _("fertig")
    FAILED = "failed", _("gescheitert")
    CANCELLED = "cancelled", _("abgebrochen")


UNFINISHED = (State.QUEUED, State.RUNNING)


class PlanJob(models.Model):
    """One project in one state, to be planned once.

    `digest` names everything the answer depends on, `data` the project as it was, `revision` its number then. Papers
    have `options`: the goal of their plan, the days of the council, the digest of the plans. Jobs of one `group` take
    turns: one runs at a time. `client` stands for the address of a visitor without an account (`accounts.client_key`)
    and is soon forgotten. `asked` is when somebody last wanted this answer, `seen` when the worker last was alive,
    `tries` how many workers were lost over it.
    """

    project = models.ForeignKey("projects.StoredProject", models.CASCADE, related_name="plan_jobs")
    group = models.CharField(max_length=64)
    client = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    refused = models.CharField(max_length=100, blank=True)
    options = models.JSONField(default=dict, blank=True)
    digest = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    data = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    stage = models.CharField(max_length=40, blank=True)
    message = models.TextField(blank=True)
    worker = models.CharField(max_length=100, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked = models.DateTimeField()
    started = models.DateTimeField(null=True, blank=True)
    seen = models.DateTimeField(null=True, blank=True)
    finished = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nothing is solved twice for a project, and nobody has two running at a time."""

        ordering = ("-asked",)
        constraints = (
            models.UniqueConstraint(fields=["project", "digest"], name="plan_job_once"),
            models.UniqueConstraint(fields=["group"], condition=Q(state="running"), name="plan_job_turn"),
        )
        indexes = (models.Index(fields=["state", "asked"], name="plan_job_queue"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.digest[:12]}: {self.get_state_display()}"

    @property
    def is_unfinished(self) -> bool:
        """Whether somebody still has to wait for it."""
        return self.state in UNFINISHED


class Result(models.Model):
    """The answer to one digest, as the JSON of the command line; shared by all who ask the same."""

    digest = models.CharField(max_length=64, primary_key=True)
    text = models.TextField()
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Oldest first, as they are deleted."""

        ordering = ("made",)

    def __str__(self) -> str:
        return self.digest


class PlanChoice(models.Model):
    """What was settled for a project's plan: the goal it follows, when the council meets, the key of its calendar."""

    project = models.OneToOneField("projects.StoredProject", models.CASCADE, related_name="plan_choice")
    goal = models.CharField(max_length=30, blank=True)
    council_dates = models.JSONField(default=list, blank=True)
    feed_key = models.CharField(max_length=32, unique=True, default=new_feed_key)

    class Meta:
        """One for each project."""

        verbose_name = _("gewählter Plan")
        verbose_name_plural = _("gewählte Pläne")

    def __str__(self) -> str:
        return f"{self.project}: {self.goal or '–'}"

    @property
    def dates(self) -> list[dt.date]:
        """When the council meets."""
        return [dt.date.fromisoformat(day) for day in self.council_dates]
