"""Archives whose bytes depend on nothing but their content: no clock, no order of chance."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment an archive can name."""

_READABLE = 0o644 << 16


def archive_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive of the files in the given order."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, _READABLE
            entry.create_system = 3  # Unix, whatever machine it is made on
            archive.writestr(entry, content)
    return buffer.getvalue()


def same_archive(content: bytes) -> bytes:
    """The same archive without the moments in which its files were written."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive_of([(entry.filename, archive.read(entry)) for entry in archive.infolist()])
