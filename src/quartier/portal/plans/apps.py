"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Solving, comparing and explaining financing plans."""

    name = "quartier.portal.plans"
    label = "plans"
