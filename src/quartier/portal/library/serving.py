"""Files for browsers: renditions of public pictures for everybody and for good, anything else only for the editors.

Nothing is served by its address alone: each is looked up first. Originals and documents have views of their own.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve
from wagtail.images.models import SourceImageIOError

from quartier.portal.library.checks.names import extension_of
from quartier.portal.library.models import Paper, PictureRendition
from quartier.portal.library.renditions import MIMETYPES

FOR_GOOD = "public, max-age=31536000, immutable"
_LONGEST = 300
_SANDBOX = "default-src 'none'; sandbox"


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file below MEDIA_URL."""
    if "\0" in path or len(path) > _LONGEST or extension_of(path) not in MIMETYPES:
        raise Http404
    public = PictureRendition.objects.filter(file=path).values_list("image__public", flat=True).first()
    if not public and not _is_editor(request):
        raise Http404
    file = _opened(path) or (_made_again(path) if public is not None else None)
    if file is None:
        raise Http404
    response = FileResponse(file, content_type=MIMETYPES[extension_of(path)])
    response["Cache-Control"] = FOR_GOOD if public else "private, no-store"
    return response


@require_safe
def paper_file(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """The file of a document, to be saved and never shown within the site; Wagtail checks its own restrictions."""
    public = Paper.objects.filter(pk=pk).values_list("public", flat=True).first()
    if public is None or not (public or _is_editor(request)):
        raise Http404
    response: HttpResponseBase = serve(request, pk, name)
    response["Content-Security-Policy"] = _SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    if not public:
        response["Cache-Control"] = "private, no-store"
    return response


def _is_editor(request: HttpRequest) -> bool:
    return request.user.has_perm("wagtailadmin.access_admin")


def _opened(path: str) -> File[Any] | None:
    try:
        return default_storage.open(path, "rb")
    except (OSError, SuspiciousOperation, ValueError):
        return None


def _made_again(path: str) -> File[Any] | None:
    """A size whose file is lost, such as after restoring a backup of originals only."""
    rendition = PictureRendition.objects.select_related("image").get(file=path)
    try:
        made = rendition.image.generate_rendition_file(rendition.filter)
    except SourceImageIOError:
        return None
    return _opened(default_storage.save(path, made))
