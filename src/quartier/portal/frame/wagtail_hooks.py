"""What visitors wrote, for those who answer it: a list in Wagtail's pages, to read and to delete."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from quartier.portal.frame.models import Feedback


class FeedbackViewSet(SnippetViewSet):  # type: ignore[misc] # Wagtail ships no types
    """Messages, newest first; nobody may write or change one."""

    model = Feedback
    icon = "mail"
    menu_label = _("Nachrichten")
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ("created", "kind", "page", "message")
    list_filter = ("kind",)
    inspect_view_fields = ("created", "kind", "page", "message", "name", "email", "language")


register_snippet(FeedbackViewSet)
