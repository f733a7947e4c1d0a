"""People are known by their mail address, whatever its case."""

from __future__ import annotations

import pytest
from django.db import IntegrityError

from quartier.portal.accounts.models import User

pytestmark = pytest.mark.django_db


def test_address_is_kept_in_small_letters() -> None:
    assert User.objects.create_user("  Anna@Example.ORG ").email == "anna@example.org"


def test_nobody_has_two_accounts() -> None:
    User.objects.create_user("anna@example.org")

    with pytest.raises(IntegrityError):
        User.objects.create(email="ANNA@example.org")
