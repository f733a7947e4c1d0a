"""Addresses of login through another organisation; without a language, as they are registered there."""

from __future__ import annotations

from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException


@require_http_methods(["GET", "HEAD", "POST"])
def login(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go there; where nobody answers there, say so."""
    try:
        response: HttpResponseBase = views.login(request, provider_id)
    except (RequestException, ValueError, KeyError):
        return _silent(request)
    return response


@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from there."""
    try:
        response: HttpResponseBase = views.callback(request, provider_id)
    except (RequestException, ValueError, KeyError):
        return _silent(request)
    return response


def _silent(request: HttpRequest) -> HttpResponse:
    values = {"auth_error": {"code": AuthError.UNKNOWN}}
    return render(request, "socialaccount/authentication_error.html", values, status=502)


urlpatterns = [
    path("<str:provider_id>/login/", login, name="openid_connect_login"),
    path("<str:provider_id>/login/callback/", callback, name="openid_connect_callback"),
]
