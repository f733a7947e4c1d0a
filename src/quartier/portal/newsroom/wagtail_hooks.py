"""What the newsroom adds to Wagtail's pages for editors: the topics."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from quartier.portal.newsroom.models import Topic


class TopicViewSet(SnippetViewSet):  # type: ignore[misc] # Wagtail ships no types
    """Topics as a list that editors in chief may extend."""

    model = Topic
    icon = "tag"
    menu_label = _("Themen")
    add_to_admin_menu = True
    list_display = ("name_de", "name_en", "position")
    panels = (FieldPanel("name_de"), FieldPanel("name_en"), FieldPanel("key"), FieldPanel("position"))


register_snippet(TopicViewSet)
