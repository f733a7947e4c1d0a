"""Where an application stands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

GRANTED, REFUSED, APPLIED, OPEN = "granted", "refused", "applied", "open"
STATES = (
    (OPEN, _("noch nicht beantragt")),
    (APPLIED, _("beantragt, noch nicht entschieden")),
    (GRANTED, _("bewilligt")),
    (REFUSED, _("abgelehnt")),
)
