"""Staff pages work only for staff with a passkey or an authenticator app; pages of accounts are kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode

from quartier.portal.accounts.access import SecondFactorMissingError, has_second_factor

OWN_PAGES = ("/oidc/", "/konto/", *(f"/{code}/konto/" for code, _ in settings.LANGUAGES))


class SecondFactor:
    """Leads staff without a second factor to its set-up: on every page of Wagtail, and wherever `require` misses it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The response; what belongs to one person must not stay in a cache, nor behind the button „Zurück“."""
        response = self.get_response(request)
        if request.path_info.startswith(OWN_PAGES):
            add_never_cache_headers(response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[object, ...],
        _kwargs: dict[str, object],
    ) -> HttpResponse | None:
        """Stop before any page of Wagtail is made."""
        editors = request.path_info.startswith(reverse("wagtailadmin_home"))
        if editors and request.user.is_authenticated and not has_second_factor(request.user):
            return _set_up(request)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Stop where a service asked."""
        return _set_up(request) if isinstance(exception, SecondFactorMissingError) else None


def _set_up(request: HttpRequest) -> HttpResponse:
    after = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': after})}" if after else ""
    return HttpResponseRedirect(reverse("accounts:second_factor") + query)
