"""Keeping what visitors tell us, passing it on by mail if the operator has an address, and forgetting it in time."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.translation import override

from quartier.portal.frame.models import Feedback

KEPT = timedelta(days=180)


def receive(message: Feedback, *, now: datetime, language: str) -> Feedback:
    """Keep a message that the form has checked, and tell the operator by mail."""
    message.created, message.language = now, language
    with transaction.atomic():
        message.save()
        transaction.on_commit(lambda: _pass_on(message))
    return message


def _pass_on(message: Feedback) -> None:
    address = settings.OPERATOR["email"]
    if not address:
        return
    with override("de"):
        kind = message.get_kind_display()
    text = f"{kind}\nSeite: {message.page or '–'}\nName: {message.name or '–'}\n\n{message.message}\n"
    EmailMessage(
        subject=f"[{settings.WAGTAIL_SITE_NAME}] Nachricht {message.pk} über das Portal",
        body=text,
        to=[address],
        reply_to=[message.email] if message.email else [],
    ).send(fail_silently=True)


def forget(*, now: datetime) -> int:
    """Delete messages older than `KEPT`; says how many."""
    return Feedback.objects.filter(created__lt=now - KEPT).delete()[0]
