"""Projects are changed by several people at once and nobody's words get lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from quartier.catalogue.problems import BadInputError
from quartier.portal.accounts.models import User
from quartier.portal.projects import services
from quartier.portal.projects.models import Revision, Share, StoredProject
from quartier.service.inputs import read_inputs

pytestmark = pytest.mark.django_db

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.yaml"))
PROJECTS = [path for path in EXAMPLES if not path.stem.endswith("-ist")]
NOBODY = AnonymousUser()


@pytest.fixture
def anna() -> User:
    return User.objects.create_user("anna@example.org")


@pytest.fixture
def ben() -> User:
    return User.objects.create_user("ben@example.org")


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.stem)
def test_a_kept_file_is_read_as_the_file_itself(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data.pop("title_en", None)
    begun = services.begin(data, actor=NOBODY)

    kept = services.inputs(StoredProject.objects.get(pk=begun.project.pk))

    assert kept.project == read_inputs(path).project
    assert kept.place == read_inputs(path).place


def test_links_open_what_they_promise() -> None:
    project = services.begin(actor=NOBODY).project

    assert services.open_project(project.edit_key, actor=NOBODY).level == services.Level.OWN
    assert services.open_project(project.read_key, actor=NOBODY).level == services.Level.READ
    for key in ("", "unknown", str(project.pk), "a\0b", "x" * 99, project.edit_key[:-1]):
        with pytest.raises(services.UnknownProjectError):
            services.open_project(key, actor=NOBODY)


def test_accounts_open_what_is_theirs_or_shared(anna: User, ben: User) -> None:
    access = services.begin(actor=anna)
    key = str(access.project.pk)

    assert services.open_project(key, actor=anna).level == services.Level.OWN
    with pytest.raises(services.UnknownProjectError):
        services.open_project(key, actor=ben)
    for role, level in [("read", 1), ("comment", 2), ("edit", 3)]:
        services.share(access, " BEN@example.org", role, actor=anna)
        assert services.open_project(key, actor=ben).level == level
    services.unshare(access, "ben@example.org", actor=anna)
    with pytest.raises(services.UnknownProjectError):
        services.open_project(key, actor=ben)
    # With an account the link to edit no longer makes an owner.
    assert services.open_project(access.project.edit_key, actor=ben).level == services.Level.EDIT


@pytest.mark.parametrize("what", ["change", "facts", "restore", "share", "delete", "remark", "renew"])
def test_readers_change_nothing(what: str) -> None:
    project = services.begin({"title": "A"}, actor=NOBODY).project
    access = services.open_project(project.read_key, actor=NOBODY)
    actions: dict[str, Callable[[], object]] = {
        "change": lambda: services.change(access, "title", "B", actor=NOBODY),
        "facts": lambda: services.set_facts(access, {"council_resolution": True}, actor=NOBODY),
        "restore": lambda: services.restore(access, 1, actor=NOBODY),
        "share": lambda: services.share(access, "x@example.org", "read", actor=NOBODY),
        "delete": lambda: services.delete(access, actor=NOBODY),
        "remark": lambda: services.remark(access, "title", "Hallo", actor=NOBODY),
        "renew": lambda: services.renew_links(access, actor=NOBODY),
    }

    with pytest.raises(PermissionDenied):
        actions[what]()

    assert StoredProject.objects.get().data == {"title": "A"}


def test_two_people_change_different_sections() -> None:
    access = services.begin({"title": "A"}, actor=NOBODY)
    services.change(access, "title", "B", actor=NOBODY, revision=1)
    services.change(access, "topics", ["housing"], actor=NOBODY, revision=1)

    assert StoredProject.objects.get().data == {"title": "B", "topics": ["housing"]}
    assert [r.section for r in Revision.objects.all()] == ["topics", "title", "begin"]


def test_two_people_change_the_same_section() -> None:
    access = services.begin({"title": "A"}, actor=NOBODY)
    services.change(access, "title", "B", actor=NOBODY, revision=1)

    with pytest.raises(services.ConflictError) as caught:
        services.change(access, "title", "C", actor=NOBODY, revision=1)

    assert (caught.value.section, caught.value.theirs, caught.value.revision) == ("title", "B", 2)
    assert StoredProject.objects.get().data == {"title": "B"}
    assert services.change(access, "title", "C", actor=NOBODY, revision=2).data == {"title": "C"}


def test_the_same_change_twice_is_one() -> None:
    access = services.begin({"title": "A"}, actor=NOBODY)
    services.change(access, "title", "B", actor=NOBODY, revision=1)
    project = services.change(access, "title", "B", actor=NOBODY, revision=1)

    assert (project.revision, Revision.objects.count()) == (2, 2)


def test_undo_and_undo_of_the_undo() -> None:
    access = services.begin({"title": "A"}, actor=NOBODY, words="alt")
    services.change(access, "words", "neu", actor=NOBODY)
    services.change(access, "title", None, actor=NOBODY)

    assert services.restore(access, 1, actor=NOBODY).words == "alt"
    project = services.restore(access, 3, actor=NOBODY)
    assert (project.data, project.words, project.revision) == ({}, "neu", 5)


def test_facts_of_project_and_party() -> None:
    access = services.begin({"parties": [{"id": "v", "type": "municipality"}]}, actor=NOBODY)
    services.set_facts(access, {"council_resolution": True}, actor=NOBODY)
    services.set_facts(access, {"started": None}, actor=NOBODY)
    project = services.set_facts(access, {"public_benefit": True}, actor=NOBODY, party="v")
    assert project.data == {
        "parties": [{"id": "v", "type": "municipality", "facts": {"public_benefit": True}}],
        "facts": {"council_resolution": True, "started": None},
    }

    project = services.forget_facts(access, ["started"], actor=NOBODY)
    assert project.data["facts"] == {"council_resolution": True}


def test_a_project_moves_into_an_account(anna: User, ben: User) -> None:
    access = services.begin({"title": "A"}, actor=NOBODY)
    services.keep_in_account(access, actor=anna)

    assert list(services.projects_of(anna)) == [access.project]
    with pytest.raises(PermissionDenied):
        services.keep_in_account(services.open_project(access.project.edit_key, actor=ben), actor=ben)


def test_new_links_close_the_old_ones() -> None:
    access = services.begin(actor=NOBODY)
    old = access.project.edit_key
    services.renew_links(access, actor=NOBODY)

    with pytest.raises(services.UnknownProjectError):
        services.open_project(old, actor=NOBODY)


@pytest.mark.parametrize(("email", "role"), [("no address", "read"), ("a@example.org", "owner")])
def test_sharing_refuses_nonsense(email: str, role: str) -> None:
    access = services.begin(actor=NOBODY)

    with pytest.raises(ValidationError):
        services.share(access, email, role, actor=NOBODY)
    assert not Share.objects.exists()


def test_deleted_meanwhile() -> None:
    access = services.begin(actor=NOBODY)
    services.delete(access, actor=NOBODY)

    with pytest.raises(services.UnknownProjectError):
        services.change(access, "title", "B", actor=NOBODY)


def test_abandoned_projects_go_after_half_a_year(anna: User) -> None:
    old = services.begin(actor=NOBODY).project
    kept = services.begin(actor=anna).project
    StoredProject.objects.update(changed=timezone.now() - dt.timedelta(days=200))
    young = services.begin(actor=NOBODY).project

    assert services.delete_abandoned(timezone.now().date()) == 1
    assert set(StoredProject.objects.all()) == {kept, young}
    assert services.delete_abandoned(timezone.now().date()) == 0
    assert old.pk not in StoredProject.objects.values_list("pk", flat=True)


@given(st.recursive(st.none() | st.booleans() | st.text(), lambda c: st.lists(c) | st.dictionaries(st.text(), c)))
def test_any_data_is_kept_or_refused(value: object) -> None:
    access = services.Access(StoredProject(), services.Level.READ, "")

    with pytest.raises(PermissionDenied):
        services.change(access, "facts", value, actor=NOBODY)


def test_a_missing_period_is_told_in_plain_words() -> None:
    data = {"parties": [{"id": "v", "type": "municipality"}], "costs": [{"id": "c", "kind": "fees", "net": {}}]}
    project = services.begin(data, actor=NOBODY).project

    with pytest.raises(BadInputError) as caught:
        services.inputs(project)

    assert [(one.field, one.message) for one in caught.value.problems] == [
        ("period", "Bitte geben Sie an, von wann bis wann Ihr Vorhaben dauert.")
    ]
