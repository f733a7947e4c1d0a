"""Whatever is typed, pressed or left out: the form answers, and what it saves can be shown again."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from memory_drafts import MemoryDrafts, edition_document
from people import make_person

from quartier.portal.accounts.services import Role
from quartier.portal.edition_form import drafts
from quartier.portal.edition_form.bound import HostileError
from quartier.portal.edition_form.form import SectionForm
from quartier.portal.edition_form.operations import operate
from quartier.portal.edition_form.probe import probe
from quartier.portal.edition_form.sections import sections_of

KEYS = ("bw-quartiersimpulse--2025", "kasse-modellvorhaben-123--2024", "eu-leader--2023", "bw-regionalbudget--2024")
TEXTS = (
    *("", " ", "0", "-1", "1", "01", "12.000,50", "1e9", "200/3", "1/0", "99999999999999", "NaN", "true", "false", "²"),
    *(
        "unknown",
        "31.12.2026",
        "2026-02-30",
        "2026-12-31",
        "06.2025",
        "29.02.",
        "all",
        "any",
        "not",
        "fact",
        "🙂",
        "\n",
    ),
    *(
        "applicant.type",
        "place.population",
        "Einwohnerzahl der Gemeinde",
        "is",
        "in",
        "at_most",
        "after",
        "municipality",
    ),
    *("https://x.example", "javascript:x", "rates", "share", "with", "public", "requires", "total_share", "matching"),
)
VERBS = ("add", "open", "close", "begin", "end", "part", "group", "wrap", "remove", "up", "down", "cut", "refresh")


def mutated(form: SectionForm, chance: random.Random) -> QueryDict:
    """What a browser sends, with some fields changed, some sent twice, some left out."""
    post = QueryDict(mutable=True)
    for name, text in form.sends():
        roll = chance.random()
        if roll > 0.03:
            post.appendlist(name, chance.choice(TEXTS) if roll < 0.15 else text)
        if roll > 0.99:
            post.appendlist(name, chance.choice(TEXTS))
    return post


@pytest.mark.parametrize("seed", range(12))
def test_form_always_answers(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    document: Any = edition_document(chance.choice(KEYS))
    kept = MemoryDrafts()
    for _round in range(25):
        section = chance.choice(sections_of(document))
        form = SectionForm(document, section)
        try:
            form = SectionForm(document, section, mutated(form, chance))
            names = [bound.name for bound in form.bounds()]
            operate(form, f"{chance.choice(VERBS)}:{chance.choice(names)}{chance.choice(('', '.0', '.parts.0'))}")
        except HostileError:
            pass  # a button that is not there
        form.tell_mistakes(form.mistakes())
        changed = form.value()
        form.tell(kept.problems(changed))
        probe(changed, section.block)
        document = changed


def dead_ends(page: str) -> set[str]:
    """Links inside the page that lead nowhere, labels of nothing, ids that occur twice."""
    ids = re.findall(r'\bid="([^"]*)"', page)
    twice = {one for one in ids if ids.count(one) > 1}
    named = {*re.findall(r'href="#([^"]+)"', page), *re.findall(r'\bfor="([^"]+)"', page)}
    described = {one for names in re.findall(r'aria-describedby="([^"]*)"', page) for one in names.split()}
    return ((named | described) - set(ids)) | twice


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_pages_always_answer(client: Client, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    before, kept = drafts.registered(), MemoryDrafts()
    drafts.register(kept)
    client.force_login(make_person(Role.PROGRAMME_EDITOR))
    key = chance.choice(KEYS)
    kept.put(key, edition_document(key))
    for _round in range(12):
        document = kept.kept[key].document
        section = chance.choice(sections_of(document))
        form = SectionForm(document, section)
        post = mutated(form, chance)
        names = [bound.name for bound in form.bounds()]
        post["op"] = chance.choice(("save", "save", f"{chance.choice(VERBS)}:{chance.choice(names)}"))
        address = f"/programmpflege/formular/{key}/{section.slug}/"
        sent = client.post(address, post.urlencode(), content_type="application/x-www-form-urlencoded")
        assert sent.status_code in {200, 302, 400, 422}
        shown = client.get(address)
        assert shown.status_code in {200, 404}
        for page in (sent, shown):
            assert not dead_ends(page.content.decode())
    drafts.register(before)
