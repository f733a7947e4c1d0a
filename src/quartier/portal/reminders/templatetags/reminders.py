"""What has changed at the programmes of a plan, for the pages of a project and lists of projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from quartier.model.edition import Source
from quartier.portal.programmes.services import date_words, source_line
from quartier.portal.projects.services import StoredProject
from quartier.portal.reminders.changes import Change, remember
from quartier.portal.reminders.services import changes_for, touched
from quartier.service.catalogue import the_catalogue

register = template.Library()


@register.simple_tag
def touched_projects(projects: Iterable[object]) -> dict[object, list[Source]]:
    """The keys of the projects in a list whose plans something has changed for, with the sources of what changed.

    Other entries count as untouched.
    """
    remember(the_catalogue())
    kept = [project for project in projects if isinstance(project, StoredProject)]
    found = touched(kept) if kept else []
    return {
        project.pk: list(dict.fromkeys(source for change in changes for source in change.sources))
        for project, changes in found
    }


@register.filter
def sources_for(found: Mapping[object, list[Source]], key: object) -> list[Source]:
    """The sources of what changed for one project of the list."""
    return found.get(key, [])


@register.simple_tag
def cite(source: Source) -> SafeString:
    """A source with its address and date, as on the pages of the programmes."""
    return source_line(source)


@register.filter
def cited(source: Source) -> str:
    """The same as plain text, for mails."""
    told = _("%(title)s, Stand %(date)s") % {"title": source.title, "date": date_words(source.as_of)}
    return f"{told}, {source.url}" if source.url else told


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
