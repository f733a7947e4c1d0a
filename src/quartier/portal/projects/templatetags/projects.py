"""The navigation of a project."""

from __future__ import annotations

from typing import Any

from django import template

from quartier.portal.projects.access import Access
from quartier.portal.projects.tabs import tabs

register = template.Library()


@register.inclusion_tag("projects/tabs.html", takes_context=True)
def project_tabs(context: dict[str, Any], access: Access) -> dict[str, object]:
    """The parts of a project as navigation."""
    return {"tabs": tabs(access.key, context["request"].path)}
