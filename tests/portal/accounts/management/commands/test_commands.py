"""`create_admin` lets the first administrator in; `delete_expired` says what it did."""

from __future__ import annotations

import getpass
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from quartier.portal.accounts import deletion
from quartier.portal.accounts.access import roles_of
from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import Role

pytestmark = pytest.mark.django_db
NEW = "vier lange zufallsworte"


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Answer the questions for a password."""
    answers = iter(words)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(answers))


def test_link_lets_the_first_administrator_in(client: Client) -> None:
    found = re.search(r"http://[^/]+(\S+)", run("create_admin", "Chefin@example.org"))
    assert found
    form = client.get(found.group(1), follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})
    response = client.post("/konto/anmelden/", {"login": "chefin@example.org", "password": NEW})
    user = User.objects.get()

    assert (response["Location"], Role.ADMINISTRATOR in roles_of(user)) == ("/konto/", True)
    assert client.get("/konto/personen/")["Location"].startswith("/konto/schutz/noetig/")


def test_password_on_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, NEW, NEW)
    out = run("create_admin", "chefin@example.org", "--password")

    assert (User.objects.get().check_password(NEW), "http" in out) == (True, False)


@pytest.mark.parametrize("words", [("kurz", "kurz"), (NEW, "anders als eben")])
def test_bad_password(monkeypatch: pytest.MonkeyPatch, words: tuple[str, str]) -> None:
    typed(monkeypatch, *words)
    with pytest.raises(CommandError):
        run("create_admin", "chefin@example.org", "--password")

    assert not User.objects.exists()


def test_no_address() -> None:
    with pytest.raises(CommandError):
        run("create_admin", "keine Adresse")


def test_twice_is_once() -> None:
    run("create_admin", "chefin@example.org")
    run("create_admin", "CHEFIN@example.org")

    assert [user.memberships.count() for user in User.objects.all()] == [1]


def test_delete_expired_says_what_it_did() -> None:
    assert "accounts.sessions: 0\n" in run("delete_expired")
    assert run("delete_expired", "--table").startswith("| Was | gelöscht nach |")


def test_delete_expired_fails_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"x": deletion.Deletion("x", "Etwas", "", lambda _now: 1 // 0)}
    monkeypatch.setattr(deletion, "_DELETIONS", broken)
    with pytest.raises(CommandError, match="nicht gelöscht: x"):
        run("delete_expired")
