"""What visitors and editors fill in: filters of the archive, the own Mastodon server, topics."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,60}[a-z0-9]")


class TopicBoxes(forms.CheckboxSelectMultiple):
    """Topics as boxes to tick."""


class ArchiveForm(forms.Form):
    """Topic and year of the archive; both may be empty."""

    thema = forms.ChoiceField(label=_("Thema"), required=False)
    jahr = forms.TypedChoiceField(label=_("Jahr"), required=False, coerce=int, empty_value=None)

    def __init__(self, data: object, topics: Iterable[tuple[str, str]], years: Iterable[int]) -> None:
        super().__init__(data)  # type: ignore[arg-type] # a QueryDict
        self.fields["thema"].choices = [("", _("Alle Themen")), *topics]  # type: ignore[attr-defined] # a ChoiceField
        self.fields["jahr"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            ("", _("Alle Jahre")),
            *((str(year), str(year)) for year in years),
        ]


class MastodonForm(forms.Form):
    """The Mastodon server on which somebody has an account."""

    server = forms.CharField(
        label=_("Ihr Mastodon-Server"),
        max_length=120,
        help_text=_("Zum Beispiel mastodon.social"),
    )

    def clean_server(self) -> str:
        """The bare name of the server, also from a full account name or an address."""
        typed: str = self.cleaned_data["server"].strip().lower()
        host = typed.removeprefix("https://").removeprefix("http://").split("/")[0].rpartition("@")[2]
        try:
            name = host.encode("idna").decode()
        except UnicodeError:
            name = ""
        if not _HOST.fullmatch(name):
            raise ValidationError(_("Bitte geben Sie nur den Namen des Servers ein, zum Beispiel mastodon.social."))
        return name
