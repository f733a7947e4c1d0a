"""What pictures and documents can be about; the first seven are the strategy's fields of action in the catalogue."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """The topics in the order of the strategy, then some of the Mediathek's own."""

    PARTICIPATION = "participation", _("Beteiligung, Engagement und Teilhabe")
    CARE = "care_health", _("Pflege und Gesundheit")
    HOUSING = "housing_mobility_climate", _("Wohnen, Mobilität und Klima")
    FAMILY = "family_generations", _("Familie, Generationen und Lebensgemeinschaften")
    ECONOMY = "local_economy_supply", _("Wirtschaft und Nahversorgung")
    INCLUSION = "inclusion_integration_diversity", _("Inklusion, Integration und Vielfalt")
    DIGITALISATION = "digitalisation", _("Digitalisierung")
    FUNDING = "funding", _("Förderung")
    STRATEGY = "strategy", _("Landesstrategie")
    EVENTS = "events", _("Veranstaltungen")
