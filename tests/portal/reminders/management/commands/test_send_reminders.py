"""The daily command without anybody to remind."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_nobody_to_remind() -> None:
    said = StringIO()
    call_command("send_reminders", stdout=said)

    assert said.getvalue() == "0 E-Mails verschickt.\n"
