"""The policy is looser for editors, and for nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from quartier.portal.accounts.models import User

pytestmark = pytest.mark.django_db


def policy(client: Client, address: str) -> dict[str, str]:
    header = client.get(address).headers["Content-Security-Policy"]
    return {part.split()[0]: " ".join(part.split()[1:]) for part in header.split(";")}


@pytest.mark.usefixtures("newsroom")
def test_visitors_have_the_strict_policy(client: Client) -> None:
    strict = policy(client, "/aktuelles/")

    assert (strict["script-src"], strict["style-src"], strict["frame-ancestors"]) == ("'self'", "'self'", "'none'")


@pytest.mark.usefixtures("newsroom")
def test_editors_have_the_looser_policy_without_other_hosts(client: Client) -> None:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415 - needs Django set up

    user = User.objects.create_superuser("admin@example.org")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client.force_login(user)
    loose = policy(client, "/redaktion/")

    assert loose["script-src"] == "'self' 'unsafe-inline'"
    assert loose["frame-ancestors"] == "'self'"
    assert loose["default-src"] == "'none'"
    assert {word for value in loose.values() for word in value.split()} == {
        "'none'",
        "'self'",
        "'unsafe-inline'",
        "data:",
        "blob:",
    }
