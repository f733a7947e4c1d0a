"""What is drawn by code is Django's own markup."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy as _

from quartier.portal.frame.rendering import KernRenderer

GROUPS = [("", _("bitte wählen")), ("Bau", [("a", "Umbau & <Neubau>"), ("b", '"Hof"')]), (3, "drei"), (None, "nichts")]
EVERYTHING = {"class": "kern", "required": True, "disabled": False, "data-x": '"<&', "maxlength": "10"}


@pytest.mark.parametrize("attrs", [{}, EVERYTHING])
@pytest.mark.parametrize("value", [None, "", "a", "3", 3, 'a "quoted" & <b>'])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.HiddenInput(),
        forms.Select(choices=GROUPS),
        forms.Select(),
        forms.SelectMultiple(choices=GROUPS),
        forms.TextInput(attrs={"size": 7}),
    ],
)
def test_as_django_draws_it(widget: forms.Widget, value: object, attrs: dict[str, Any]) -> None:
    given: object = [value] if isinstance(widget, forms.SelectMultiple) else value
    ours, theirs = (
        re.sub(r"\s*\n\s*", "", widget.render("na<me", given, attrs, renderer=renderer))
        for renderer in (KernRenderer(), DjangoTemplates())
    )

    assert ours == theirs


def test_other_widgets_keep_their_template() -> None:
    assert forms.Textarea().render("a", "<b>", renderer=KernRenderer()) == forms.Textarea().render(
        "a", "<b>", renderer=DjangoTemplates()
    )
