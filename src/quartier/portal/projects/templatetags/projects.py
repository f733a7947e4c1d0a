"""The navigation of a project."""

from __future__ import annotations

from typing import Any

from django import template

from quartier.portal.projects.access import Access
from quartier.portal.projects.documents import gone_programmes
from quartier.portal.projects.models import StoredProject
from quartier.portal.projects.tabs import tabs

register = template.Library()


@register.inclusion_tag("projects/tabs.html", takes_context=True)
def project_tabs(context: dict[str, Any], access: Access) -> dict[str, object]:
    """The parts of a project as navigation."""
    return {"tabs": tabs(access.key, context["request"].path)}


@register.simple_tag
def gone(project: StoredProject) -> list[str]:
    """The programmes that were chosen or left out and that the catalogue no longer knows."""
    return gone_programmes(project)
