"""Views ask before they answer: to the login, the page that says no, or through."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views import View
from people import make_person

from quartier.portal.accounts.models import User
from quartier.portal.accounts.permissions import SEE_PROJECT
from quartier.portal.accounts.services import EDIT_NEWS, NeedsMixin, Role, needs, require

pytestmark = pytest.mark.django_db


@needs(EDIT_NEWS)
def by_function(_request: HttpRequest, word: str) -> HttpResponse:
    """A view."""
    return HttpResponse(word)


class ByClass(NeedsMixin, View):
    """The same as a class."""

    action = EDIT_NEWS

    def get(self, _request: HttpRequest, word: str) -> HttpResponse:
        return HttpResponse(word)


def ask(actor: User | AnonymousUser, view: object) -> HttpResponse:
    request = RequestFactory().get("/x/")
    request.user = actor
    assert callable(view)
    response = view(request, "ja")
    assert isinstance(response, HttpResponse)
    return response


VIEWS = pytest.mark.parametrize("view", [by_function, ByClass.as_view()])


@VIEWS
def test_editor_gets_through(view: object) -> None:
    assert ask(make_person(Role.EDITOR), view).text == "ja"


@VIEWS
def test_visitor_is_led_to_the_login(view: object) -> None:
    assert ask(AnonymousUser(), view)["Location"] == "/konto/anmelden/?next=/x/"


@VIEWS
def test_others_are_refused(view: object) -> None:
    with pytest.raises(PermissionDenied):
        ask(make_person(Role.ADVISER), view)


def test_an_action_on_an_object_is_no_decorator() -> None:
    with pytest.raises(ValueError, match="needs an object"):
        needs(SEE_PROJECT)


def test_nobody_is_refused() -> None:
    with pytest.raises(PermissionDenied):
        require(None, EDIT_NEWS)
