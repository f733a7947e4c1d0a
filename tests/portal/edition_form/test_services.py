"""Problems of a draft lead to their place in the form."""

from __future__ import annotations

import pytest
from django.test import Client
from drafting import edition_text
from memory_drafts import edition_document
from people import make_person

from quartier.portal.accounts.services import Role
from quartier.portal.edition_form.services import places
from quartier.portal.editors import services as editors

KEY = "bw-quartiersimpulse--2025"
FORM = f"/programmpflege/formular/{KEY}/"


def test_each_place_of_a_document_is_found_in_the_form() -> None:
    paths = [
        ("level",),
        ("valid",),
        ("blocks", 0, "pays", "rate"),
        ("blocks", 1, "conditions", 0, "when", "any", 0),
        ("combining", 0, "with"),
        ("sources", "nonsense"),
        ("nonsense",),
        (),
    ]
    found = places(KEY, edition_document(KEY), paths)
    assert [place.url for place in found] == [
        f"{FORM}grunddaten/#id_level",
        f"{FORM}grunddaten/#id_valid.from",
        f"{FORM}baustein-1/#id_block.pays.rate",
        f"{FORM}baustein-2/#id_block.conditions.0.when.parts.0.fact",
        f"{FORM}kombination/#id_combining.0.with.pick-with",
        f"{FORM}quellen/#id_sources-add",
        f"{FORM}grunddaten/",
        f"{FORM}grunddaten/",
    ]
    assert found[2].words.endswith("Was der Baustein zahlt, Fördersatz")


@pytest.mark.django_db
def test_page_of_a_draft_leads_to_the_form(client: Client) -> None:
    author = make_person(Role.PROGRAMME_EDITOR)
    client.force_login(author)
    text = edition_text().replace("level: state", "level: moon")
    draft = editors.begin(text, actor=author)
    page = client.get(draft.get_absolute_url()).content.decode()
    assert f'href="/programmpflege/formular/{draft.pk}/grunddaten/#id_level"' in page
