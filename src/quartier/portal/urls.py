"""All addresses. German stands at the root, English below `/en/`; each app keeps its own list."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtail_admin_urls

handler400 = "quartier.portal.frame.views.bad_request"
handler429 = "quartier.portal.accounts.limits.too_many"  # allauth asks for it
handler500 = "quartier.portal.operation.views.server_error"

urlpatterns = [
    path("", include("quartier.portal.frame.urls_plain")),
    path("", include("quartier.portal.library.urls_plain")),
    path("api/", include("quartier.api.urls")),
    path("-/", include("quartier.portal.operation.urls")),
    path("redaktion/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("redaktion/", include(wagtail_admin_urls)),
    path("oidc/", include("quartier.portal.accounts.urls_oidc")),
    *i18n_patterns(
        path("", include("quartier.portal.frame.urls")),
        path("konto/", include("quartier.portal.accounts.urls")),
        path("konto/", include("quartier.portal.accounts.urls_allauth")),
        path("aktuelles/", include("quartier.portal.newsroom.urls")),
        path("mediathek/", include("quartier.portal.library.urls")),
        path("vorhaben/", include("quartier.portal.projects.urls")),
        path("foerderbaukasten/<str:key>/", include("quartier.portal.plans.urls")),
        path("foerderbaukasten/<str:key>/umsetzen/", include("quartier.portal.live.urls")),
        path("", include("quartier.portal.reminders.urls")),
        path("kalender/", include("quartier.portal.plans.urls_feed")),
        path("foerderbaukasten/", include("quartier.portal.toolkit.urls")),
        path("foerderbaukasten/<str:key>/passt/", include("quartier.portal.fit.urls")),
        path("programme/", include("quartier.portal.programmes.urls")),
        path("programmpflege/formular/", include("quartier.portal.edition_form.urls")),
        path("programmpflege/", include("quartier.portal.editors.urls")),
        path("einbetten/", include("quartier.portal.embedding.urls")),
        # Pages of the editors; takes every address that is left, so it stays last.
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
