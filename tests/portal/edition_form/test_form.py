"""Document → form → unchanged answer of the browser → the very same document, for every edition of the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import QueryDict

from quartier.catalogue.loading import built_in_folder, edition_files
from quartier.catalogue.yamlfile import read_document
from quartier.model.edition import Edition
from quartier.portal.edition_form.form import SectionForm
from quartier.portal.edition_form.sections import sections_of

FILES = edition_files(built_in_folder())


def sent(form: SectionForm) -> QueryDict:
    """What a browser sends for a form in which nothing was changed."""
    post = QueryDict(mutable=True)
    for name, text in form.sends():
        post.appendlist(name, text)
    return post


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_unchanged_form_gives_the_same_document(file: Path) -> None:
    document: Any = read_document(file).data
    for section in sections_of(document):
        shown = SectionForm(document, section)
        answered = SectionForm(document, section, sent(shown))
        assert answered.mistakes() == []
        assert not answered.incomplete
        assert answered.value() is document, section.slug


def ordered(data: object) -> object:
    """The same with lists of single words in alphabetical order: boxes that are ticked have none of their own."""
    if isinstance(data, dict):
        return {key: ordered(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return sorted(data) if all(isinstance(one, str) for one in data) else [ordered(one) for one in data]
    return data


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_edition_typed_anew_means_the_same(file: Path) -> None:
    whole: Any = read_document(file).data
    made: dict[str, Any] = {}
    for section in sections_of(whole):
        post = sent(SectionForm(whole, section))
        for name in [name for name in post if name.endswith(".row")]:
            post.setlist(name, [""] * len(post.getlist(name)))
        form = SectionForm(made, section, post)
        form.ctx.sources = [(key, key) for key in whole["sources"]]
        assert form.mistakes() == []
        made = form.value()
    assert ordered(Edition.model_validate(made).model_dump()) == ordered(Edition.model_validate(whole).model_dump())


def test_no_section_of_the_catalogue_comes_near_what_a_request_may_hold() -> None:
    sizes = []
    for file in FILES:
        document: Any = read_document(file).data
        sizes += [len([*SectionForm(document, section).sends()]) for section in sections_of(document)]
    assert max(sizes) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS / 2
