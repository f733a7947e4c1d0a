"""What has changed at the programmes of a plan, for the pages of a project and lists of projects."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from quartier.portal.projects.services import StoredProject
from quartier.portal.reminders.changes import Change, remember
from quartier.portal.reminders.services import changes_for, touched
from quartier.service.catalogue import the_catalogue

register = template.Library()


@register.simple_tag
def touched_projects(projects: Iterable[object]) -> set[object]:
    """The keys of the projects in a list whose plans something has changed for; other entries count as untouched."""
    remember(the_catalogue())
    kept = [project for project in projects if isinstance(project, StoredProject)]
    return {project.pk for project, _changes in touched(kept)} if kept else set()


@register.simple_tag
def remember_catalogue() -> str:
    """Keep what programmes look like on the day somebody looks at plans, to tell later what has changed."""
    remember(the_catalogue())
    return ""


@register.simple_tag
def plan_changes(project: StoredProject) -> list[Change]:
    """What changed since the plan was looked at last; remembers the catalogue of today for the next time."""
    remember(the_catalogue())
    return changes_for(project)
