"""Reading projects for lists."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from quartier.portal.accounts.models import User
from quartier.portal.projects.models import StoredProject


def projects_of(person: User) -> QuerySet[StoredProject]:
    """The person's own projects and those shared with them, last changed first."""
    return StoredProject.objects.filter(Q(owner=person) | Q(shares__email=person.email)).distinct()
