"""A page that uses a term of grant law explains it: a link at the first use, the meaning below."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from quartier.model.terms import TERMS
from quartier.portal.frame.terms import meaning, with_links


def keys(html: str) -> list[str]:
    return [term.key for term in with_links(html)[1]]


def test_a_meaning_is_read_in_the_language_of_the_page() -> None:
    words = meaning("vollfinanzierung")

    assert str(words) == "Das Programm zahlt alle anerkannten Kosten."
    with override("en"):
        assert str(words) == "The programme pays all eligible costs."


def test_the_first_use_becomes_a_link() -> None:
    html = '<p title="Eigenanteil">Ein Eigenanteil, noch ein Eigenanteil.</p>'

    assert with_links(html)[0] == (
        '<p title="Eigenanteil">Ein <a class="q-termlink" href="#begriff-eigenanteil">Eigenanteil</a>, '
        "noch ein Eigenanteil.</p>"
    )


@pytest.mark.parametrize("tag", ["a", "button", "h1", "h3", "label", "option", "summary"])
def test_no_link_inside_what_cannot_hold_one_but_an_explanation(tag: str) -> None:
    html = f"<{tag}><b>Verwendungsnachweis</b></{tag}>"

    assert with_links(html)[0] == html
    assert keys(html) == ["verwendungsnachweis"]


@pytest.mark.parametrize(
    "html",
    [
        '<input value="Zweckbindung">',
        "<input value='a > b' data-x=\"Zweckbindung\">",
        "<script>Zweckbindung</script>",
        "<!-- Zweckbindung -->",
        '<a href="/x"><svg><title>Zweckbindung</title></svg>weiter</a>',
        '<details class="q-term"><summary>Zweckbindung</summary><p>Zweckbindung heißt …</p></details>',
        "<p>Bewilligungsstelle</p>",
        "",
    ],
)
def test_what_nobody_reads_or_is_explained_already(html: str) -> None:
    assert with_links(html) == (html, [])


@pytest.mark.parametrize(("language", "name"), [("de", ""), ("en", " (own contribution)")])
def test_the_meaning_stands_below(language: str, name: str) -> None:
    template = Template("{% explaining %}<p>{{ words }}</p>{% endexplaining %}")
    with override(language):
        text = template.render(Context({"words": "<b>Eigenanteil"}))

    assert text.startswith('<p>&lt;b&gt;<a class="q-termlink" href="#begriff-eigenanteil">Eigenanteil</a></p><section')
    assert re.findall(r"<dt[^>]*>(.*?)</dt>", text) == [f'<span lang="de">Eigenanteil</span>{name}']


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_the_page_of_all_terms(client: Client, prefix: str) -> None:
    text = client.get(f"{prefix}/begriffe/").text

    assert re.findall(r'id="begriff-([^"]*)"', text) == [term.key for term in TERMS]
    assert "q-termlink" not in text
