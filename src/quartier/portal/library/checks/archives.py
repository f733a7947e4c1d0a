"""ZIP archives and the office documents that are such archives: what is in them, and how large they become."""

from __future__ import annotations

import io
import zipfile
import zlib

from django.utils.translation import gettext_lazy as _

from quartier.portal.library.checks.names import extension_of
from quartier.portal.library.checks.refusing import MEGABYTE, RefusedError

MOST_ENTRIES = 3000
MOST_UNPACKED = 250 * MEGABYTE
MOST_RATIO = 100
"""Office documents shrink to about a tenth; more than a hundredth is made to fill disks."""
_SMALL = 5 * MEGABYTE
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_FORBIDDEN = {
    *("zip", "7z", "rar", "gz", "bz2", "xz", "tar", "jar", "exe", "dll", "msi", "bat", "cmd", "com", "scr", "ps1"),
    *("vbs", "js", "jse", "wsf", "hta", "lnk", "html", "htm", "xhtml", "svg", "apk", "iso", "app", "sh"),
}

_BROKEN = _("Die Datei ist beschädigt. Bitte speichern Sie sie neu und versuchen Sie es noch einmal.")
_BOMB = _("Die Datei wird beim Entpacken viel zu groß. Bitte teilen Sie sie auf oder verkleinern Sie die Bilder darin.")
_LOCKED = _("Die Datei ist mit einem Kennwort geschützt. Bitte entfernen Sie den Schutz.")
_UNKNOWN = _("Diese Art von Datei nehmen wir nicht an. Bitte laden Sie ein PDF oder ein Office-Dokument hoch.")
_MACROS = _("Das Dokument enthält Makros, also Programme. Bitte speichern Sie es ohne Makros oder als PDF.")
_CONTENT = _("Im ZIP-Archiv liegt eine Datei, die wir nicht annehmen: %(name)s. Bitte nehmen Sie sie heraus.")

_BY_FOLDER = {"word": "docx", "xl": "xlsx", "ppt": "pptx"}
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_BY_MIMETYPE = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}


def kind_of_archive(data: bytes) -> str:
    """The extension that fits the content: an office document or `zip`; raises `RefusedError` for what is not taken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, len(data))
            _check_whole(archive)
            return _kind(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise RefusedError(_BROKEN) from error


def _check_sizes(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    too_much = unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * packed)
    if len(entries) > MOST_ENTRIES or too_much:
        raise RefusedError(_BOMB)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise RefusedError(_LOCKED)


def _check_whole(archive: zipfile.ZipFile) -> None:
    """Unpack everything once: sizes and checksums must be what they say; nothing is kept."""
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            while stream.read(_CHUNK):
                pass


def _kind(archive: zipfile.ZipFile) -> str:
    names = archive.namelist()
    if any(name.lower().rsplit("/", 1)[-1].startswith("vbaproject") for name in names):
        raise RefusedError(_MACROS)
    if "[Content_Types].xml" in names:
        found = [kind for folder, kind in _BY_FOLDER.items() if any(name.startswith(f"{folder}/") for name in names)]
        if len(found) == 1:
            return found[0]
        raise RefusedError(_UNKNOWN)
    if "mimetype" in names:
        mimetype = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
        kind = _BY_MIMETYPE.get(mimetype.removeprefix(_OPEN_DOCUMENT))
        if kind is None or not mimetype.startswith(_OPEN_DOCUMENT):
            raise RefusedError(_UNKNOWN)
        return kind
    _check_names(names)
    return "zip"


def _check_names(names: list[str]) -> None:
    for name in names:
        leads_away = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
        if leads_away or "\0" in name or extension_of(name) in _FORBIDDEN:
            raise RefusedError(_CONTENT, params={"name": name[-80:]})
