"""What a draft does to the plans of the example projects."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from quartier.portal.accounts.models import User
from quartier.portal.editors import services

pytestmark = pytest.mark.django_db


def test_a_lower_amount_changes_the_plans_that_use_it(cheaper: str, author: User) -> None:
    draft = services.begin(cheaper, actor=author)
    call_command("preview_draft", str(draft.pk), "1")
    draft.refresh_from_db()
    assert draft.preview is not None
    changed = [one for one in draft.preview if one["changed"]]

    assert (draft.preview_of, len(draft.preview)) == (1, 7)
    assert changed
    assert all(one["uses"][0] > (one["uses"][1] or 0) for one in changed if one["uses"][0])


def test_plans_are_reckoned_anew_after_a_publication_and_after_a_stopped_process(
    cheaper: str, text: str, author: User, other: User
) -> None:
    stopped = services.begin(cheaper.replace("60000", "61000"), actor=author)
    type(stopped).objects.filter(pk=stopped.pk).update(preview_of=1)
    assert services.hand_in(stopped, actor=author).preview_of == 0

    known = services.begin(text + "# later\n", actor=author)
    type(known).objects.filter(pk=known.pk).update(preview_of=1, preview=[])
    quick = services.begin(cheaper, actor=author)
    services.hand_in(quick, actor=author)
    services.publish(quick, actor=other)
    known.refresh_from_db()
    assert (known.preview, known.preview_of) == (None, 0)


def test_an_older_state_is_not_reckoned(cheaper: str, author: User) -> None:
    draft = services.begin(cheaper, actor=author)
    call_command("preview_draft", str(draft.pk), "7")
    draft.refresh_from_db()

    assert draft.preview is None
