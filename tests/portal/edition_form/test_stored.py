"""The form on drafts that are really kept: what is saved is read again as the same, and checked as the catalogue is."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from drafting import begin_draft
from people import make_person
from pytest_django import DjangoAssertNumQueries

from quartier.catalogue.loading import built_in_folder, edition_files
from quartier.catalogue.yamlfile import parse_document, read_document
from quartier.portal.accounts.models import User
from quartier.portal.accounts.services import Role
from quartier.portal.edition_form.form import SectionForm
from quartier.portal.edition_form.sections import section_of
from quartier.portal.editors import services

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client: Client) -> User:
    """Who writes, logged in."""
    person = make_person(Role.PROGRAMME_EDITOR)
    client.force_login(person)
    return person


@pytest.fixture
def draft(author: User) -> services.Draft:
    """A draft of a real edition."""
    return begin_draft(author)


def send(client: Client, draft: services.Draft, slug: str, **typed: str) -> Any:  # noqa: ANN401 - the test client's answer
    """Save a section with something typed."""
    document = services.document_of(draft)
    section = section_of(slug, document)
    assert section is not None
    post = QueryDict(mutable=True)
    for name, text in SectionForm(document, section).sends():
        post.appendlist(name, text)
    for name, text in {**typed, "op": "save", "revision": str(draft.revision)}.items():
        post[name.replace("__", ".")] = text
    address = f"/programmpflege/formular/{draft.pk}/{slug}/"
    return client.post(address, post.urlencode(), content_type="application/x-www-form-urlencoded")


def test_every_document_of_the_catalogue_is_kept_exactly() -> None:
    for file in edition_files(built_in_folder()):
        document: Any = read_document(file).data
        assert parse_document(services.yaml_of(document).encode(), "x").data == document


def test_saved_values_are_read_again_as_they_were_typed(client: Client, author: User, draft: services.Draft) -> None:
    typed = {
        "block__pays__rate": "33,33",
        "block__pays__amount__0__max": "85.000,50",
        "block__pays__earmark_years": "5",
    }
    assert send(client, draft, "baustein-1", **typed).status_code == 302
    kept = services.open_draft(draft.pk, actor=author)
    assert kept.revision == 2
    pays = services.document_of(kept)["blocks"][0]["pays"]
    assert str(pays["rate"]) == "33.33"
    assert str(pays["amount"]["max"]) == "85000.50"
    assert pays["earmark_years"] == 5
    assert services.text_problems(kept.text) == ()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("# nur ein Kommentar", True),
        ("level: state # warum", True),
        ("funder: 'Nr. # 5'", False),
        ("funder: a#b", False),
    ],
)
def test_comments_that_would_be_lost_are_told(client: Client, author: User, line: str, told: bool) -> None:  # noqa: FBT001 - what is expected
    draft = services.begin(f"format: quartier.programme/1\n{line}\n", actor=author)
    page = client.get(f"/programmpflege/formular/{draft.pk}/grunddaten/").content.decode()
    assert ("gehen sie verloren" in page) is told


def test_problems_between_editions_stand_at_their_field(client: Client, draft: services.Draft) -> None:
    answer = send(client, draft, "grunddaten", valid__from="2019-05-01")
    assert answer.status_code == 302
    page = client.get(f"/programmpflege/formular/{draft.pk}/grunddaten/").content.decode()
    assert "gilt gleichzeitig mit der Ausgabe" in page
    assert 'href="#id_valid.from"' in page


@pytest.mark.parametrize("slug", ["grunddaten", "baustein-1"])
def test_queries_of_a_page(
    client: Client, draft: services.Draft, slug: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get(f"/programmpflege/formular/{draft.pk}/{slug}/")
    with django_assert_num_queries(5):
        client.get(f"/programmpflege/formular/{draft.pk}/{slug}/")
