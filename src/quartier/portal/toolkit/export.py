"""A stored project as a file that people can read and `quartier plan` can calculate."""

from __future__ import annotations

import yaml

from quartier.portal.projects.services import StoredProject, document_of


class _Dumper(yaml.SafeDumper):
    """Lists and mappings indented, texts with quotes only where they are needed."""


def project_file(project: StoredProject) -> str:
    """The file; numbers with decimals stand in quotes, as the format allows, so that nothing is rounded."""
    data = document_of(project).data
    words = "".join(f"# {line}\n" for line in project.words.splitlines())
    return words + yaml.dump(_plain(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {int(key) if str(key).isdecimal() else key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value if value is None or isinstance(value, bool | int | str) or hasattr(value, "isoformat") else str(value)
