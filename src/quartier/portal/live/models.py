"""What is kept while a plan is carried out: the plan as it was, what has happened since, every change of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from quartier.portal.projects.exact import ExactDecoder


class Course(models.Model):
    """A plan that is being carried out, and what has happened.

    `project_data` is the project and `plan` the plan (the JSON of the command line) at the beginning: both stay as they
    were when project or catalogue change. `catalogue` names the catalogue then. `data` holds the sections of
    `services.SECTIONS`: decisions, figures and payments, amounts as text in euros.
    """

    project = models.OneToOneField("projects.StoredProject", models.CASCADE, related_name="course")
    project_data = models.JSONField(decoder=ExactDecoder)
    plan = models.TextField()
    catalogue = models.CharField(max_length=80)
    as_of = models.DateField()
    data = models.JSONField(default=dict, decoder=ExactDecoder)
    revision = models.PositiveIntegerField(default=1)
    begun = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        """One for each project."""

        verbose_name = _("Umsetzung")
        verbose_name_plural = _("Umsetzungen")

    def __str__(self) -> str:
        return str(self.project_data.get("title") or self.pk)


class CourseChange(models.Model):
    """One change of a section: what stood there before, so that it can be taken back."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="changes")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=40)
    before = models.JSONField(null=True, decoder=ExactDecoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; no number twice."""

        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["course", "number"], name="course_change_once"),)

    def __str__(self) -> str:
        return f"{self.course} {self.number}: {self.section}"
