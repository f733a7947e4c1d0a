"""Drafts, four eyes, and what is published: on every page, in files, in history."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone
from drafting import EDITION, PROGRAMME
from people import make_person
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from quartier.catalogue.consistency import check_folder
from quartier.catalogue.loading import built_in_folder, edition_files
from quartier.catalogue.yamlfile import read_document
from quartier.portal.accounts.models import AuditEntry, User
from quartier.portal.accounts.services import Role
from quartier.portal.editors import services
from quartier.portal.editors.models import Draft, Publication, State
from quartier.portal.editors.publishing import tell_everybody
from quartier.portal.editors.services import DraftConflictError, UnknownDraftError
from quartier.service.catalogue import look_again, the_catalogue

pytestmark = pytest.mark.django_db


def _published(text: str, author: User, other: User) -> Publication:
    draft = services.begin(text, actor=author)
    services.hand_in(draft, actor=author)
    return services.publish(draft, actor=other)


def _most(programme: str = PROGRAMME) -> set[int | None]:
    latest = the_catalogue().latest(programme)
    assert latest is not None
    return {amount.max for block in latest.blocks for amount in block.pays.amount}


def test_a_draft_knows_what_it_is_about(text: str, cheaper: str, author: User) -> None:
    draft = services.begin(cheaper, actor=author)

    assert (draft.programme, draft.edition, draft.name) == (PROGRAMME, EDITION, "Quartiersimpulse")
    assert (draft.base, draft.state, draft.revision) == (text, State.WORK, 1)


def test_what_is_published_counts_everywhere(
    cheaper: str, author: User, other: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert 6_000_000 not in _most()
    with django_capture_on_commit_callbacks(execute=True):
        made = _published(cheaper, author, other)

    assert 6_000_000 in _most()
    assert services.text_of(PROGRAMME, EDITION) == cheaper
    assert (made.author, made.approved_by, made.path) == (author, other, "state/bw-quartiersimpulse/2025.yaml")
    assert AuditEntry.objects.filter(action="edition.published", actor=other).count() == 1


def test_data_from_a_backup_is_written_again(cheaper: str, author: User, other: User, settings: object) -> None:
    _published(cheaper, author, other)
    services.write_published()
    file = settings.PUBLISHED_CATALOGUE / "state/bw-quartiersimpulse/2025.yaml"  # type: ignore[attr-defined]  # as above

    assert file.read_text(encoding="utf-8") == cheaper


def test_nobody_publishes_what_they_have_written(cheaper: str, author: User, other: User) -> None:
    draft = services.begin(cheaper, actor=author)
    services.save_text(draft, cheaper.replace("60000", "50000"), actor=other, revision=1)
    services.hand_in(draft, actor=author)
    for person in (author, other):
        with pytest.raises(PermissionDenied):
            services.publish(draft, actor=person)
        with pytest.raises(PermissionDenied):
            services.give_back(draft, "nein", actor=person)

    assert services.publish(draft, actor=make_person(Role.PROGRAMME_EDITOR)).pk


def test_the_edition_before_ends_with_the_new_one(text: str, newer: str, author: User, other: User) -> None:
    """One draft, one approval, two publications, and on no day two editions or none."""
    made = _published(newer, author, other)
    services.write_published()
    look_again()
    ended = text.replace("until: null", "until: 2026-09-30", 1)

    found = list(Publication.objects.values_list("edition", "text", "before", "author", "approved_by"))
    people = (author.pk, other.pk)
    assert found == [("2026", newer, "", *people), ("2025", ended, text, *people)]
    assert made.edition == "2026"
    assert AuditEntry.objects.get(action="edition.published").details == {
        "publications": list(Publication.objects.order_by("pk").values_list("pk", flat=True))
    }
    counts = [the_catalogue().edition_at(PROGRAMME, day) for day in (dt.date(2026, 9, 30), dt.date(2026, 10, 1))]
    assert [edition.edition for edition in counts if edition] == ["2025", "2026"]


def test_both_are_refused_where_the_old_edition_cannot_end_that_day(newer: str, author: User) -> None:
    """A round of the old one closes after the new one begins."""
    early = newer.replace("2026-10-01", "2026-08-01")
    draft = services.begin(early, actor=author)

    why = "(intake.rounds.2.closes: am 14.08.2026 gilt diese Ausgabe nicht)"
    assert [(one.field, one.message) for one in services.text_problems(early)] == [
        ("valid.from", f"die Ausgabe „2025“ kann nicht am 31.07.2026 enden {why}")
    ]
    with pytest.raises(ValidationError, match="beanstandet"):
        services.hand_in(draft, actor=author)


def test_both_are_refused_where_the_old_edition_was_changed_meanwhile(
    cheaper: str, newer: str, author: User, other: User
) -> None:
    """Whoever approves has seen what they approve."""
    draft = services.begin(newer, actor=author)
    services.hand_in(draft, actor=author)
    _published(cheaper, author, other)
    with pytest.raises(ValidationError, match="Ausgabe davor"):
        services.publish(draft, actor=other)
    assert Publication.objects.count() == 1

    services.take_back(draft, actor=author)
    services.publish(services.hand_in(draft, actor=author), actor=other)
    ended = cheaper.replace("until: null", "until: 2026-09-30", 1)
    assert list(Publication.objects.values_list("edition", "text")) == [
        ("2026", newer),
        ("2025", ended),
        ("2025", cheaper),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROGRAMME_EDITOR])
def test_other_roles_may_nothing(role: Role, text: str, author: User) -> None:
    person, draft = make_person(role), services.begin(text, actor=author)
    for call in (
        lambda: services.begin(text, actor=person),
        lambda: services.open_draft(draft.pk, actor=person),
        lambda: services.save_text(draft, "x", actor=person, revision=1),
        lambda: services.hand_in(draft, actor=person),
        lambda: services.publish(draft, actor=person),
        lambda: services.discard(draft, actor=person),
    ):
        with pytest.raises(PermissionDenied):
            call()


def test_only_what_is_handed_in_and_right_is_published(text: str, cheaper: str, author: User, other: User) -> None:
    draft = services.begin(cheaper, actor=author)
    with pytest.raises(ValidationError, match="vorgelegt"):
        services.publish(draft, actor=other)
    services.save_text(draft, text, actor=author, revision=1)
    with pytest.raises(ValidationError, match="ändert nichts"):
        services.hand_in(draft, actor=author)
    services.save_text(draft, text.replace("level: state", "level: moon"), actor=author, revision=2)
    with pytest.raises(ValidationError, match="beanstandet"):
        services.hand_in(draft, actor=author)

    assert Publication.objects.count() == 0


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('as_of: "20', 'as_of: "21', "as_of"),
        ("en: ", "en: Unfinished TODO #", ""),
        ("confidence: ", "sheets: [a]\nconfidence: ", ""),
    ],
)
def test_all_that_the_check_of_the_catalogue_says_is_said_here(
    text: str, old: str, new: str, field: str, tmp_path: Path
) -> None:
    """The same sentences at the same fields, whatever is wrong."""
    changed = text.replace(old, new, 1)
    file = tmp_path / "state" / PROGRAMME / f"{EDITION}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(changed, encoding="utf-8")
    said = check_folder(tmp_path, timezone.localdate()).problems
    here = services.text_problems(changed)

    assert {(one.line, one.field, one.message) for one in here} == {(one.line, one.field, one.message) for one in said}
    assert any(field in one.field for one in here) or not field


def test_what_another_edition_says_is_no_field_of_this_one(text: str) -> None:
    copied = text.replace("programme: bw-quartiersimpulse", "programme: noch-eines")
    found = {problem.field for problem in services.text_problems(copied)}

    assert {"name", "summary"} <= found


@pytest.mark.parametrize(
    "value",
    [Decimal(40), Decimal("1E+2"), Decimal("0.0000001"), Decimal("-0.5"), "1_000", "0x1F", "yes", "2025-13-45"],
)
def test_what_is_written_is_read_again(value: object) -> None:
    assert services.document_of(Draft(text=services.yaml_of({"a": value}))) == {"a": value}


@pytest.mark.parametrize("field", ["1" * 5_000, "a.²", "٣"])
def test_odd_names_of_fields_are_told(field: str) -> None:
    assert services.problems({field: 1})


def test_names_hold_no_zero_characters(author: User) -> None:
    assert services.begin('name: "a\\0b"\n', actor=author).name == "ab"


def test_files_that_were_lost_are_written_again(cheaper: str, author: User, other: User, settings: Settings) -> None:
    _published(cheaper, author, other)
    assert not services.is_written()
    call_command("write_published")

    assert services.is_written()
    assert (settings.PUBLISHED_CATALOGUE / "state/bw-quartiersimpulse/2025.yaml").read_text("utf-8") == cheaper


def test_a_disk_that_is_full_does_not_undo_a_publication(
    cheaper: str, author: User, other: User, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    settings.PUBLISHED_CATALOGUE = tmp_path / "file" / "catalogue"
    _published(cheaper, author, other)
    tell_everybody()

    assert (Publication.objects.count(), services.is_written()) == (1, False)


def test_what_was_published_meanwhile_is_not_overwritten(cheaper: str, author: User, other: User) -> None:
    late = services.begin(cheaper.replace("60000", "55000"), actor=author)
    services.hand_in(late, actor=author)
    _published(cheaper, author, other)
    with pytest.raises(ValidationError, match="inzwischen anders"):
        services.publish(late, actor=other)


def test_given_back_with_a_reason_and_handed_in_again(cheaper: str, author: User, other: User) -> None:
    draft = services.begin(cheaper, actor=author)
    services.hand_in(draft, actor=author)
    with pytest.raises(ValidationError, match="was zu ändern ist"):
        services.give_back(draft, "  ", actor=other)
    back = services.give_back(draft, "Quelle fehlt", actor=other)
    assert (back.state, back.reason) == (State.REJECTED, "Quelle fehlt")

    changed = services.save_text(back, cheaper.replace("60000", "61000"), actor=author, revision=1)
    assert (changed.state, services.hand_in(changed, actor=author).state) == (State.WORK, State.SUBMITTED)


def test_two_people_at_once_lose_nothing(text: str, cheaper: str, author: User, other: User) -> None:
    draft = services.begin(text, actor=author)
    services.save_text(draft, cheaper, actor=other, revision=1)
    with pytest.raises(DraftConflictError) as caught:
        services.save_text(draft, text + "# mine\n", actor=author, revision=1)

    assert caught.value.draft.text == cheaper
    assert [revision.text for revision in draft.revisions.all()] == [cheaper, text]


def test_earlier_states_come_back(text: str, cheaper: str, author: User) -> None:
    draft = services.save_text(services.begin(text, actor=author), cheaper, actor=author, revision=1)
    back = services.restore(draft, 1, actor=author)

    assert (back.text, back.revision) == (text, 3)
    with pytest.raises(ValidationError):
        services.restore(draft, 9, actor=author)


def test_closed_drafts_stay_as_they_are(cheaper: str, author: User, other: User) -> None:
    draft = services.begin(cheaper, actor=author)
    services.hand_in(draft, actor=author)
    with pytest.raises(ValidationError, match="nicht mehr ändern"):
        services.save_text(draft, "x", actor=author, revision=1)
    services.publish(draft, actor=other)
    with pytest.raises(ValidationError, match="Geschichte"):
        services.discard(draft, actor=author)


def test_drafts_can_be_thrown_away(text: str, author: User) -> None:
    services.discard(services.begin(text, actor=author), actor=author)

    assert Draft.objects.count() == 0


@pytest.mark.parametrize("bad", ["x" * 6_000_000, "a\0b"])
def test_what_is_no_text_of_an_edition_is_refused(bad: str, author: User) -> None:
    with pytest.raises(ValidationError):
        services.begin(bad, actor=author)


@pytest.mark.parametrize("key", ["", "x", "../..", "00000000-0000-0000-0000-000000000000"])
def test_unknown_drafts(key: str, author: User) -> None:
    with pytest.raises(UnknownDraftError):
        services.open_draft(key, actor=author)


def test_names_of_editions_are_names_of_files(text: str) -> None:
    bad = text.replace('edition: "2025"', 'edition: "../../x"')

    assert "edition" in {problem.field for problem in services.text_problems(bad)}


@pytest.mark.parametrize("file", edition_files(built_in_folder()), ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_data_of_every_edition_survives_being_written(file: Path, tmp_path: Path) -> None:
    data = read_document(file).data
    again = tmp_path / "again.yaml"
    assert isinstance(data, dict)
    again.write_text(services.yaml_of(data), encoding="utf-8")

    assert read_document(again).data == data
    assert services.problems(data) == []


def test_problems_name_their_place_in_the_data(text: str) -> None:
    document = services.document_of(Draft(text=text))
    document["blocks"][0]["pays"]["base"]["kinds"] = ["moonshine"]
    document["level"] = "moon"

    assert {path for path, _words in services.problems(document)} == {("level",)}
    document["level"] = "state"
    assert {path for path, _words in services.problems(document)} == {("blocks", 0, "pays", "base", "kinds", 0)}


def test_the_archive_is_a_catalogue(cheaper: str, author: User, other: User, tmp_path: Path) -> None:
    _published(cheaper, author, other)
    again = services.begin(cheaper.replace("60000", "50000"), actor=author)
    services.hand_in(again, actor=author)
    services.publish(again, actor=other)
    with zipfile.ZipFile(io.BytesIO(services.export(Publication.objects.all()))) as archive:
        archive.extractall(tmp_path)

    file = tmp_path / "state" / PROGRAMME / f"{EDITION}.yaml"
    assert file.read_text(encoding="utf-8") == cheaper.replace("60000", "50000")
    assert check_folder(tmp_path, dt.date(2026, 11, 25)).problems == ()
