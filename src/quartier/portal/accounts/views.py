"""Pages of one's own account."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What somebody can do with the account."""
    return render(request, "accounts/overview.html")


@require_safe
@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why staff need a second factor, and the two ways to get one."""
    after = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(after, {request.get_host()}, require_https=request.is_secure())
    return render(request, "accounts/second_factor.html", {"after": after if safe else ""})
