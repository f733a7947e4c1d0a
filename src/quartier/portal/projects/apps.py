"""The projects app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects that people describe: kept, shared, versioned. How they look is the toolkit's business."""

    name = "quartier.portal.projects"
    label = "projects"
