"""Albums in the editors' menu."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from quartier.portal.library.models import Album


class AlbumViewSet(SnippetViewSet):  # type: ignore[misc] # Wagtail ships no types
    """Making albums and putting pictures in order."""

    model = Album
    icon = "folder-open-inverse"
    menu_label = _("Alben")
    menu_order = 310
    add_to_admin_menu = True
    list_display: ClassVar = ["title", "public", "position"]
    search_fields: ClassVar = ["title"]
    panels: ClassVar = [
        FieldPanel("title"),
        FieldPanel("title_en"),
        FieldPanel("slug"),
        FieldPanel("description"),
        FieldPanel("public"),
        FieldPanel("position"),
        MultipleChooserPanel("entries", label=_("Bilder"), chooser_field_name="picture"),
    ]


register_snippet(AlbumViewSet)
