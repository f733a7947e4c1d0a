"""What is kept about people while plans are carried out, for „Meine Daten“."""

from __future__ import annotations

from django.utils.translation import gettext as _

from quartier.portal.accounts.models import User
from quartier.portal.live.models import Course


def courses(user: User) -> list[dict[str, object]]:
    """What was told about the plans of somebody's own projects."""
    return [
        {_("Vorhaben"): str(course), _("Angaben"): course.data, _("Begonnen"): course.begun}
        for course in Course.objects.filter(project__owner=user).defer("plan")
    ]


def delete_courses(user: User) -> None:
    """They go with the projects they belong to."""
    Course.objects.filter(project__owner=user).delete()
