"""A town shows the small page on its own site: in a frame, without a cookie, whatever is in the address."""

from __future__ import annotations

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = pytest.mark.django_db

URL = "/einbetten/passt-das/"


@pytest.mark.parametrize("language", ["", "/en"])
def test_may_be_framed_and_sets_no_cookie(client: Client, language: str) -> None:
    response = client.get(f"{language}{URL}", {"ort": "Hülben", "wer": "municipality", "thema": ""})

    assert response.status_code == 200
    assert not response.cookies
    assert "X-Frame-Options" not in response.headers
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "<script" not in response.text


def test_other_pages_may_not_be_framed(client: Client) -> None:
    response = client.get("/einbetten/")

    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "&lt;iframe src=" in response.text


def test_what_fails_is_not_suggested(client: Client) -> None:
    town = client.get(URL, {"ort": "08415039", "wer": "municipality", "thema": "local_economy_supply"}).text
    person = client.get(URL, {"ort": "08415039", "wer": "private_person", "thema": "local_economy_supply"}).text

    assert "ELR – Gemeinschaftseinrichtungen" in client.get(URL, {"wer": "municipality"}).text
    assert "ELR – Grundversorgung" in town
    assert town.count("<li ") > person.count("<li ")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"ort": "Xyzzyburg", "wer": "municipality"}, "Diesen Ort kennen wir nicht"),
        ({"ort": "Altdorf", "wer": "municipality"}, "gibt es mehrmals"),
        ({"ort": "", "wer": "king"}, "Bitte prüfen Sie Ihre Angaben"),
    ],
)
def test_mistakes_are_told(client: Client, data: dict[str, str], told: str) -> None:
    response = client.get(URL, data)

    assert response.status_code == 200
    assert told in response.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(data=st.dictionaries(st.sampled_from(["ort", "wer", "thema"]), st.text(max_size=300)))
def test_any_address_is_answered(client: Client, data: dict[str, str]) -> None:
    assert client.get(URL, data).status_code == 200
