"""The file of a backup: a compressed tar with the database, the uploads, and a list of it all with checksums.

The list comes last, when everything has been read. Restoring unpacks beside the data, checks every byte against the
list, and only then anything is put in its place.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from quartier.portal.operation.errors import OperationError

FORMAT = "quartier.backup/1"
LIST = "backup.json"
MEDIA = "media"
KEY = "secret_key"
CHUNK = 1 << 20


class Kept(BaseModel):
    """One file of the archive."""

    model_config = ConfigDict(extra="forbid")

    size: int
    sha256: str


class Contents(BaseModel):
    """The list: what the archive holds and which version wrote it. `tables`: rows of each."""

    model_config = ConfigDict(extra="forbid")

    format: str
    version: str
    made: str
    vendor: str
    migrations: list[str]
    tables: dict[str, int]
    files: dict[str, Kept]

    @property
    def rows(self) -> int:
        """Rows of all tables together."""
        return sum(self.tables.values())


class _Hashed(io.RawIOBase):
    """Passes on exactly `size` bytes and computes their checksum; a file that shrank is padded with zeros."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self.stream, self.left, self.digest = stream, size, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        wanted = self.left if size < 0 else min(size, self.left)
        data = self.stream.read(wanted)
        data += b"\0" * (wanted - len(data))
        self.left -= wanted
        self.digest.update(data)
        return data


class Writer:
    """Writes an archive readable by its owner only; it appears under its name when it is complete."""

    def __init__(self, target: Path) -> None:
        if target.exists():
            raise OperationError(f"{target} gibt es schon; eine Sicherung überschreibt nichts.")
        self.target, self.draft = target, target.with_name(f".{target.name}.{os.getpid()}")
        self.files: dict[str, Kept] = {}

    def __enter__(self) -> Self:
        """Open the draft."""
        try:
            self._raw = os.fdopen(os.open(self.draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        except OSError as error:
            raise OperationError(f"{self.target} lässt sich nicht schreiben ({error.strerror}).") from error
        self._tar = tarfile.open(fileobj=self._raw, mode="w:gz", compresslevel=6)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """Give the draft its name, or remove it after an error."""
        self._tar.close()
        self._raw.flush()
        os.fsync(self._raw.fileno())
        self._raw.close()
        if kind is None:
            self.draft.replace(self.target)
        else:
            self.draft.unlink(missing_ok=True)

    def add(self, path: Path, name: str) -> None:
        """Add a file; one that was deleted meanwhile is left out."""
        try:
            stream = path.open("rb")
        except FileNotFoundError:
            return
        with stream:
            about = os.fstat(stream.fileno())
            entry = tarfile.TarInfo(name)
            entry.size, entry.mtime, entry.mode = about.st_size, int(about.st_mtime), 0o600
            source = _Hashed(stream, entry.size)
            self._tar.addfile(entry, source)
            self.files[name] = Kept(size=entry.size, sha256=source.digest.hexdigest())

    def finish(self, contents: Contents) -> None:
        """Add the list."""
        data = contents.model_dump_json(indent=1).encode()
        entry = tarfile.TarInfo(LIST)
        entry.size, entry.mode = len(data), 0o600
        self._tar.addfile(entry, io.BytesIO(data))


def unpack(archive: Path, folder: Path) -> Contents:
    """Unpack into an empty folder and check everything against the list; raises OperationError where it differs."""
    try:
        with tarfile.open(archive, "r:gz") as tar:
            found = {entry.name: _unpacked(tar, entry, folder) for entry in _safe(tar)}
    except (OSError, EOFError, tarfile.TarError) as error:
        raise OperationError(f"{archive} ist keine lesbare Sicherung ({error}).") from error
    if found.pop(LIST, None) is None:
        raise OperationError(f"{archive} ist keine vollständige Sicherung von Quartier: {LIST} fehlt.")
    try:
        contents = Contents.model_validate_json((folder / LIST).read_bytes())
    except ValidationError as error:
        raise OperationError(f"{archive}: {LIST} ist beschädigt.") from error
    if contents.format != FORMAT:
        raise OperationError(f"{archive} hat das Format {contents.format}; diese Version liest {FORMAT}.")
    wrong = sorted(name for name in found.keys() | contents.files.keys() if found.get(name) != contents.files.get(name))
    if wrong:
        raise OperationError(f"{archive} ist beschädigt: {', '.join(wrong[:5])}{' …' if len(wrong) > 5 else ''}")  # noqa: PLR2004 - enough to look
    return contents


def _safe(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """The entries; refuses what would leave the folder, and anything but plain files."""
    for entry in tar:
        path = PurePosixPath(entry.name)
        if not entry.isreg() or path.is_absolute() or ".." in path.parts or "\\" in entry.name:
            raise OperationError(f"Die Sicherung enthält einen unzulässigen Eintrag: {entry.name!r}")
        yield entry


def _unpacked(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> Kept:
    source: Any = tar.extractfile(entry)
    target = folder / entry.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as stream:
        for chunk in iter(lambda: source.read(CHUNK), b""):
            stream.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return Kept(size=size, sha256=digest.hexdigest())


def files_below(folder: Path) -> Iterable[Path]:
    """Every plain file below a folder, in a fixed order; links are left out."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            yield path
