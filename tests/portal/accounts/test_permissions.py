"""Every role with every action, as a table that a reader can check; what is not in it is forbidden."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from people import make_person

from quartier.portal.accounts import permissions
from quartier.portal.accounts.access import allowed
from quartier.portal.accounts.permissions import ACTIONS, TABLE, Action, Role, UnknownActionError, register_check

pytestmark = pytest.mark.django_db

# Rows: actions. Columns: reader, project owner, partner, adviser, editor, chief editor, event manager,
# programme editor, administrator. x: may, with the check of the object where there is one.
EXPECTED = """
                     rd ow pa ad ed ce ev pe vw
edit_news            -  -  -  -  x  x  -  -  x
approve_news         -  -  -  -  -  x  -  -  x
manage_media         -  -  -  -  x  x  x  -  x
manage_events        -  -  -  -  -  -  x  -  -
edit_programme       -  -  -  -  -  -  -  x  -
publish_programme    -  -  -  -  -  -  -  x  -
give_advice          -  -  -  x  -  -  -  -  -
ask_advice           -  x  x  x  x  x  x  x  x
edit_organisation    -  -  x  -  -  -  -  -  -
create_project       x  x  x  x  x  x  x  x  x
see_project          x  x  x  x  x  x  x  x  x
comment_project      x  x  x  x  x  x  x  x  x
edit_project         x  x  x  x  x  x  x  x  x
share_project        x  x  x  x  x  x  x  x  x
answer_feedback      -  -  -  -  -  x  -  -  x
manage_people        -  -  -  -  -  -  -  -  x
see_audit_log        -  -  -  -  -  -  -  -  x
operate              -  -  -  -  -  -  -  -  x
"""
ROWS = {name: marks for name, *marks in (line.split() for line in EXPECTED.strip().splitlines()[1:])}
CASES = [(role, action, marks[column] == "x") for action, marks in ROWS.items() for column, role in enumerate(Role)]
SAME = object()


@pytest.fixture(autouse=True)
def checks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The object `SAME` is allowed for everybody, any other for nobody."""
    monkeypatch.setattr(permissions, "_CHECKS", {})
    for action in ACTIONS.values():
        if action.on_object:
            register_check(action, lambda _actor, obj: obj is SAME)


def test_table_names_every_action_and_role() -> None:
    assert (set(ROWS), {len(marks) for marks in ROWS.values()}) == (set(ACTIONS), {len(Role)})
    assert set(TABLE) == set(Role)


@pytest.mark.parametrize(("role", "name", "expected"), CASES)
def test_role_and_action(role: Role, name: str, expected: bool) -> None:  # noqa: FBT001 - pytest gives it by name
    actor = AnonymousUser() if role is Role.READER else make_person(*({role} - {Role.PROJECT_OWNER}))
    action = ACTIONS[name]

    assert allowed(actor, action, SAME) is expected
    assert allowed(actor, action, object()) is (expected and not action.on_object)
    assert allowed(actor, action) is (expected and not action.on_object)


@pytest.mark.parametrize("name", ACTIONS)
def test_locked_account_may_nothing(name: str) -> None:
    assert not allowed(make_person(Role.ADMINISTRATOR, active=False), ACTIONS[name], SAME)


@pytest.mark.parametrize("action", [Action("edit_news", on_object=True), Action("fly"), "edit_news", None])
def test_unknown_action_is_an_error(action: Action) -> None:
    with pytest.raises(UnknownActionError):
        allowed(make_person(Role.ADMINISTRATOR), action)


def test_object_action_without_check_is_forbidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(permissions, "_CHECKS", {})

    assert not allowed(make_person(Role.PROGRAMME_EDITOR), permissions.PUBLISH_PROGRAMME, SAME)


def test_check_is_for_actions_on_objects() -> None:
    with pytest.raises(UnknownActionError):
        register_check(permissions.EDIT_NEWS, lambda _actor, _obj: True)
