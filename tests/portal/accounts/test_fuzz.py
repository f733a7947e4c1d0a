"""Whatever is sent to the forms of accounts, the answer is a page and never an error of ours."""

from __future__ import annotations

import string

import pytest
from django.core.cache import caches
from django.test import Client
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from people import PASSWORD, make_person
from routes import routes

from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import Role

pytestmark = pytest.mark.django_db
PATHS = sorted({route.path for route in routes() if route.path.startswith(("/konto/", "/oidc/"))})
FIELDS = [
    *(
        "login",
        "password",
        "email",
        "password1",
        "password2",
        "oldpassword",
        "code",
        "credential",
        "name",
        "passwordless",
    ),
    *("first_name", "last_name", "sure", "q", "role", "only", "source", "person", "action", "since", "until", "page"),
    *("next", "account", "action_add", "action_send", "action_remove", "resend", "process"),
]
VALUES = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=string.printable, max_size=300),
    st.sampled_from(
        [
            "",
            "\0",
            "a@b",
            "anna@example.org",
            "x" * 5000,
            "-1",
            "9" * 40,
            "{}",
            "[]",
            '{"id": 1}',
            "null",
            "on",
            "ä@ö.de",
        ]
    ),
    st.sampled_from(
        ['{"type": "public-key", "id": "x", "rawId": "x", "response": {}}', "2026-02-30", "0001-01-01", "٣"]
    ),
)
FORMS = st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=8)), VALUES, max_size=6)


@override_settings(ACCOUNT_RATE_LIMITS=False, MFA_RATE_LIMITS=False)
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    path=st.sampled_from(PATHS),
    data=FORMS,
    who=st.sampled_from(["visitor", "person", "administrator"]),
    get=st.booleans(),
)
@pytest.mark.usefixtures("db")
def test_forms_never_fail(path: str, data: dict[str, str], who: str, *, get: bool) -> None:
    caches["shared"].clear()
    User.objects.all().delete()
    client = Client()
    if who != "visitor":
        client.force_login(make_person(*([Role.ADMINISTRATOR] if who == "administrator" else [])))
        client.post("/konto/noch-einmal/passwort/", {"password": PASSWORD})
    sent = client.get if get else client.post
    response = sent(path, data)

    assert response.status_code < 500
    assert response.status_code in {200, 302, 400, 401, 403, 404, 405, 429}
