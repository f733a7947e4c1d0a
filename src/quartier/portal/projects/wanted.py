"""The programme for which somebody began a project: kept in the browser's session, it is no part of the project."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

_KEY = "wanted_programmes"
_MOST = 20


def want(session: MutableMapping[str, Any], key: str, programme: str) -> None:
    """Remember the programme for the project of this link."""
    others = {link: name for link, name in session.get(_KEY, {}).items() if link != key}
    session[_KEY] = dict([(key, programme), *others.items()][:_MOST])


def wanted(session: MutableMapping[str, Any], key: str) -> str:
    """The programme somebody wanted to know about for this project, empty where there is none."""
    return str(session.get(_KEY, {}).get(key, ""))
