"""An answer is kept until the project changes, and only the last few are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth.models import AnonymousUser

from quartier.portal.fit.screenings import _KEPT, _screenings, screening_of
from quartier.portal.projects.services import Access, set_facts


def test_kept_until_the_project_changes(small: Access) -> None:
    first = screening_of(small.project)
    assert screening_of(small.project) is first

    changed = set_facts(small, {"started": True}, actor=AnonymousUser())
    second = screening_of(changed)
    assert second is not first
    assert second.project.facts == {"started": True}


def test_only_the_last_few(example: Callable[..., Access]) -> None:
    access = example("dorfladen")
    for number in range(_KEPT + 2):
        access = replace(access, project=set_facts(access, {"volunteers": number}, actor=AnonymousUser()))
        screening_of(access.project)

    assert len(_screenings) == _KEPT
