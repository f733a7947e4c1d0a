"""Forms of one's own account and of the administrators."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import GIVEN, Role

LONGEST_SEARCH = 100
ONLY = (("", _("alle")), ("staff", _("nur Mitarbeitende")), ("locked", _("nur gesperrte")))
SOURCES = (("portal", _("Portal")), ("pages", _("Seiten und Meldungen")), ("content", _("Übrige Inhalte")))


class ProfileForm(forms.ModelForm[User]):
    """What people may change themselves: the name and nothing else."""

    class Meta:
        """Only these fields, whatever a browser sends."""

        model = User
        fields = ("first_name", "last_name")
        labels: ClassVar = {"first_name": _("Vorname"), "last_name": _("Nachname")}
        help_texts: ClassVar = {"first_name": _("Ihren Namen sehen Menschen, mit denen Sie Vorhaben teilen.")}
        widgets: ClassVar = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
        }


class DeleteForm(forms.Form):
    """Nobody deletes an account by a slip."""

    sure = forms.BooleanField(
        label=_("Ja, mein Konto und meine Daten sollen gelöscht werden."),
        error_messages={"required": _("Bitte bestätigen Sie, dass Sie das möchten.")},
    )


class FindPeopleForm(forms.Form):
    """Which people to list."""

    q = forms.CharField(label=_("Name oder E-Mail-Adresse"), required=False, max_length=LONGEST_SEARCH)
    role = forms.ChoiceField(
        label=_("Rolle"), required=False, choices=[("", _("alle")), *((role.value, role.label) for role in GIVEN)]
    )
    only = forms.ChoiceField(label=_("Konten"), required=False, choices=ONLY)


class RoleForm(forms.Form):
    """One of the roles that can be given."""

    role = forms.ChoiceField(label=_("Rolle"), choices=[(role.value, role.label) for role in GIVEN])

    def clean_role(self) -> Role:
        """As a role, not as text."""
        return Role(self.cleaned_data["role"])


class FindEntriesForm(forms.Form):
    """Which entries of the log to list."""

    source = forms.ChoiceField(label=_("Bereich"), required=False, choices=SOURCES)
    person = forms.CharField(label=_("Wer (E-Mail-Adresse)"), required=False, max_length=LONGEST_SEARCH)
    action = forms.CharField(label=_("Was"), required=False, max_length=60)
    since = forms.DateField(label=_("Von"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Bis"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
