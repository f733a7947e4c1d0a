"""The pages of the programme editors, each role at the door, two people from the change to the publication."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from drafting import EDITION, PROGRAMME
from people import make_person
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role
from quartier.portal.editors import services
from quartier.portal.editors.models import Draft, State

pytestmark = pytest.mark.django_db
HOME = "/programmpflege/"


def _as(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("role", list(Role))
def test_only_programme_editors_come_in(role: Role) -> None:
    status = _as(make_person(role)).get(HOME).status_code

    assert status == (200 if role is Role.PROGRAMME_EDITOR else 403)


@pytest.mark.parametrize("role", list(Role))
def test_the_account_leads_who_may_here(role: Role) -> None:
    page = _as(make_person(role)).get("/konto/").content.decode()

    assert (f'href="{HOME}"' in page) == (role is Role.PROGRAMME_EDITOR)


def test_strangers_are_led_to_the_login(client: Client) -> None:
    assert client.get(HOME)["Location"].startswith("/konto/")


def test_from_a_change_to_its_publication(
    author: User, other: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mine, theirs = _as(author), _as(other)
    begun = mine.post(f"{HOME}neu/", {"programme": PROGRAMME, "edition": EDITION}, follow=True)
    draft = Draft.objects.get()
    here = f"{HOME}entwurf/{draft.pk}/"
    assert "Noch nichts." in begun.content.decode()

    changed = draft.text.replace("max: 85000", "max: 60000")
    mine.post(f"{here}text/", {"text": changed, "revision": "1"})
    page = mine.get(here).content.decode()
    assert re.search(r"<del>85000</del>.*<ins>60000</ins>", page, re.DOTALL)
    mine.post(f"{here}tun/", {"action": "hand_in"})
    assert "wer nicht daran geschrieben hat" in mine.get(here).content.decode()
    assert mine.post(f"{here}tun/", {"action": "publish"}).status_code == 403

    with django_capture_on_commit_callbacks(execute=True):
        done = theirs.post(f"{here}tun/", {"action": "publish"}, follow=True)
    assert "Veröffentlicht" in done.content.decode()
    assert "60.000" in theirs.get(f"/programme/{PROGRAMME}/{EDITION}/").content.decode()
    assert "freigegeben von" in theirs.get(f"{HOME}programm/{PROGRAMME}/").content.decode()
    assert theirs.get(f"{HOME}veroeffentlicht.zip").content.startswith(b"PK")


def test_a_new_edition_begins_with_the_rules_of_the_old_one_and_never_replaces_it(author: User, text: str) -> None:
    client = _as(author)
    page = client.post(f"{HOME}neu/", {"programme": PROGRAMME, "edition": EDITION, "new": ""}, follow=True)
    draft = Draft.objects.get()

    assert (draft.programme, draft.edition, draft.base) == (PROGRAMME, "", text)
    assert draft.text == text.replace('edition: "2025"', 'edition: ""').replace("{from: 2024-11-01,", "{from: null,")
    assert "<code>edition</code>" in page.content.decode()
    gone = client.post(f"{HOME}neu/", {"programme": PROGRAMME, "edition": "1\0", "new": ""})
    assert gone.status_code == 404


def test_a_new_edition_and_the_end_of_the_old_one_are_one_publication(
    author: User, other: User, newer: str, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    """Both stand on the page of the draft and in the preview; the archive and the history have both."""
    draft = services.begin(newer, actor=author)
    here, mine, theirs = f"{HOME}entwurf/{draft.pk}/", _as(author), _as(other)
    for page in (mine.get(here), mine.get(f"{here}wirkung/")):
        shown = page.content.decode()
        assert "Die Ausgabe 2025 endet" in shown
        assert re.search(r"<code>valid.until</code>.*<del>–</del>.*<ins>2026-09-30</ins>", shown, re.DOTALL)
    mine.post(f"{here}tun/", {"action": "hand_in"})
    assert "Die Ausgabe 2025 endet" in theirs.get(here).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        theirs.post(f"{here}tun/", {"action": "publish"})

    archive = zipfile.ZipFile(io.BytesIO(theirs.get(f"{HOME}veroeffentlicht.zip").content))
    assert archive.namelist() == [f"state/{PROGRAMME}/{name}.yaml" for name in ("2025", "2026")]
    history = theirs.get(f"{HOME}programm/{PROGRAMME}/").content.decode()
    assert (history.count("freigegeben von"), history.count("Den Stand davor als neuen Entwurf")) == (2, 1)
    assert "Die Ausgabe 2025 endet" not in theirs.get(here).content.decode()


def test_a_new_edition_is_compared_with_the_rules_it_replaces(author: User, newer: str) -> None:
    """Only what differs is told: here no example project hears another answer than before."""
    draft = services.begin(newer, actor=author)
    page = _as(author).get(f"{HOME}entwurf/{draft.pk}/wirkung/").content.decode()
    told = page[page.index('id="verdicts"') : page.index('id="plans"')]

    assert "bleiben gleich" in told
    assert "<table" not in told


def test_empty_or_from_a_file(author: User, cheaper: str) -> None:
    client = _as(author)
    client.post(f"{HOME}neu/", {})
    client.post(f"{HOME}neu/", {"file": SimpleUploadedFile("x.yaml", cheaper.encode())})
    client.post(f"{HOME}neu/", {"text": cheaper})
    third, second, first = Draft.objects.all()

    assert (second.text, third.text) == (cheaper, cheaper)
    page = client.get(f"{HOME}entwurf/{first.pk}/").content.decode()
    assert "Sachen fehlen oder passen nicht" in page


@pytest.mark.parametrize(
    "text",
    ["a: &x [1]\nb: *x", "!!python/object/apply:os.system ['x']", "\ufeff", "[" * 5_000, "x" * 100, "- 1\n- 2", "{}"],
)
def test_hostile_texts_are_explained(author: User, text: str) -> None:
    client = _as(author)
    page = client.post(f"{HOME}neu/", {"text": text}, follow=True)

    assert page.status_code == 200
    assert re.search("fehl(t|en) oder pass", page.content.decode())
    assert client.get(f"{HOME}entwurf/{Draft.objects.get().pk}/wirkung/").status_code == 200


def test_what_cannot_be_kept_stays_on_the_page(author: User, text: str) -> None:
    client, draft = _as(author), services.begin(text, actor=author)
    here = f"{HOME}entwurf/{draft.pk}/text/"
    refused = client.post(here, {"text": "x\0y", "revision": "1"})
    assert refused.status_code == 422

    services.save_text(draft, text + "# theirs\n", actor=make_person(Role.PROGRAMME_EDITOR), revision=1)
    conflict = client.post(here, {"text": text + "# mine\n", "revision": "1"})
    assert (conflict.status_code, conflict.content.count(b"# mine"), conflict.content.count(b"# theirs")) == (409, 1, 1)
    assert client.post(here, {"text": text + "# mine\n", "revision": "2"}).status_code == 302


def test_what_it_does_to_the_examples(author: User, text: str) -> None:
    stricter = text.replace("level: state", "level: state\nkeywords: [x]", 1) if "keywords:" not in text else text
    draft = services.begin(stricter.replace("max: 85000", "max: 60000"), actor=author)
    client = _as(author)
    page = client.get(f"{HOME}entwurf/{draft.pk}/wirkung/").content.decode()

    assert "bleiben gleich" in page
    assert "unverändert" in page
    assert "0 von 0 zuletzt geplanten Vorhaben" in page


def test_a_file_in_another_encoding_is_refused(author: User, cheaper: str) -> None:
    sent = SimpleUploadedFile("x.yaml", cheaper.encode("utf-16"))
    page = _as(author).post(f"{HOME}neu/", {"file": sent})

    assert (page.status_code, "UTF-8" in page.content.decode(), Draft.objects.count()) == (422, True, 0)


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "9" * 5000, "²"])
def test_numbers_of_states_that_are_none(author: User, text: str, number: str) -> None:
    client, draft = _as(author), services.begin(text, actor=author)
    page = client.post(f"{HOME}entwurf/{draft.pk}/tun/", {"action": "restore", "number": number}, follow=True)

    assert "Diesen Stand gibt es nicht." in page.content.decode()


def test_what_was_published_meanwhile_is_told_and_compared(author: User, other: User, cheaper: str) -> None:
    late = services.begin(cheaper.replace("60000", "55000"), actor=author)
    quick = services.begin(cheaper, actor=author)
    services.hand_in(quick, actor=author)
    services.publish(quick, actor=other)
    client, here = _as(author), f"{HOME}entwurf/{late.pk}/"
    assert "inzwischen anders" in client.get(here).content.decode()

    compared = client.post(f"{here}tun/", {"action": "rebase"}, follow=True).content.decode()
    assert ("inzwischen anders" in compared, "<del>60000</del>" in compared) == (False, True)
    client.post(f"{here}tun/", {"action": "hand_in"})
    assert services.open_draft(late.pk, actor=author).state == State.SUBMITTED


def test_handed_in_by_mistake(author: User, cheaper: str) -> None:
    client, draft = _as(author), services.begin(cheaper, actor=author)
    here = f"{HOME}entwurf/{draft.pk}/"
    client.post(f"{here}tun/", {"action": "hand_in"})
    assert "Zurückholen" in client.get(here).content.decode()
    client.post(f"{here}tun/", {"action": "take_back"})

    assert services.open_draft(draft.pk, actor=author).state == State.WORK
    again = client.post(f"{here}tun/", {"action": "take_back"}, follow=True)
    assert "nicht vorgelegt" in again.content.decode()


def test_every_publication_as_a_file(author: User, other: User, cheaper: str) -> None:
    draft = services.begin(cheaper, actor=author)
    services.hand_in(draft, actor=author)
    made = services.publish(draft, actor=other)
    client = _as(author)

    assert client.get(f"{HOME}veroeffentlicht/{made.pk}/").content.decode() == cheaper
    assert client.get(f"{HOME}veroeffentlicht/{made.pk + 1}/").status_code == 404
    assert client.get(f"{HOME}veroeffentlicht/{'9' * 40}/").status_code == 404


def test_unknown_things(author: User, text: str) -> None:
    client, draft = _as(author), services.begin(text, actor=author)
    assert client.get(f"{HOME}entwurf/00000000-0000-0000-0000-000000000000/").status_code == 404
    assert client.get(f"{HOME}programm/nobody-knows/").status_code == 404
    assert client.post(f"{HOME}neu/", {"programme": "nobody", "edition": "1"}).status_code == 404
    assert client.post(f"{HOME}entwurf/{draft.pk}/tun/", {"action": "fly"}).status_code == 400
    assert client.get(f"{HOME}?q=x%00y&seite=999").status_code == 200
    client.post(f"{HOME}entwurf/{draft.pk}/tun/", {"action": "discard"})
    assert Draft.objects.count() == 1
    client.post(f"{HOME}entwurf/{draft.pk}/tun/", {"action": "discard", "sure": "yes"})
    assert Draft.objects.count() == 0


def test_the_list_needs_no_more_queries_for_more_drafts(
    author: User, text: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = _as(author)
    client.get(HOME)
    for _number in (1, 3):
        while Draft.objects.count() < _number:
            services.begin(text, actor=author)
        with django_assert_num_queries(7):
            client.get(HOME)
