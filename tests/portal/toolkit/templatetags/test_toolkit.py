"""Cells keep their labels for those who hear the page."""

from __future__ import annotations

from django import forms

from quartier.portal.toolkit.templatetags.toolkit import cell, lookup


class _Form(forms.Form):
    name = forms.CharField(label="Name")
    gone = forms.BooleanField(label="Weg")


def test_every_cell_has_its_label() -> None:
    form = _Form()

    assert '<label class="kern-sr-only" for="id_name">Name</label>' in cell(form["name"])
    assert '<label class="kern-label" for="id_gone">Weg</label>' in cell(form["gone"])


def test_lookup_falls_back_to_the_key() -> None:
    assert (lookup({"a": 1}, "a"), lookup({}, "b")) == (1, "b")
