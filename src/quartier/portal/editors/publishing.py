"""The files of what was published here: written where every process looks, and as an archive."""

from __future__ import annotations

import fcntl
import io
import logging
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath

from django.conf import settings

from quartier.catalogue.loading import edition_files
from quartier.portal.editors.models import Publication
from quartier.portal.frame.caching import forget_public_pages
from quartier.service.catalogue import look_again
from quartier.service.overlay import write_overlay

log = logging.getLogger(__name__)
LOCK = "lock"


def export(publications: Iterable[Publication]) -> bytes:
    """An archive with the newest text of every edition published here, laid out like the catalogue."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in sorted(_newest(publications).items()):
            archive.writestr(zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0)), text)
    return buffer.getvalue()


def write_published(**_signal: object) -> None:
    """Write the files of everything published, where they are missing or others."""
    folder: FilePath = settings.PUBLISHED_CATALOGUE
    if folder.is_dir() or Publication.objects.exists():
        with _alone(folder):
            texts = _newest(Publication.objects.all())
            if texts != _there(folder):
                write_overlay(folder, texts)
    look_again()


def tell_everybody() -> None:
    """Let every process answer from what was published just now. The database has it in any case."""
    try:
        write_published()
    except OSError:
        log.exception("published editions cannot be written")
    forget_public_pages()


def is_written() -> bool:
    """Whether the files are those of what was published last."""
    try:
        return _newest(Publication.objects.all()) == _there(settings.PUBLISHED_CATALOGUE)
    except OSError:
        return False


@contextmanager
def _alone(folder: FilePath) -> Iterator[None]:
    """Two processes that publish at once write one after the other, the second with what the first published."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _there(folder: FilePath) -> dict[str, str]:
    files = edition_files(folder) if folder.is_dir() else []
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        for file in files
    }


def _newest(publications: Iterable[Publication]) -> dict[str, str]:
    """The newest text of each edition by the path of its file."""
    found: dict[tuple[str, str], Publication] = {}
    for publication in publications:
        found.setdefault((publication.programme, publication.edition), publication)
    return {publication.path: publication.text for publication in found.values()}
