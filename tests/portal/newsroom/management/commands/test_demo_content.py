"""The command says what it did."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("demo_content", *arguments, stdout=out)
    return out.getvalue()


def test_demo_content(newsroom: None) -> None:  # noqa: ARG001 - the archive must be there
    assert said().startswith("made: ")
    assert said() == "made: 0 pages, 0 pictures\n"
    assert said("--remove").startswith("removed: ")
    assert said("--remove") == "removed: 0 pages, 0 pictures\n"
