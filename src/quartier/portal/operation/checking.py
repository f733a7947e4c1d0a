"""A first look at a running portal, as a visitor and as a monitor would take it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from urllib.error import HTTPError

from quartier.portal.operation.errors import OperationError
from quartier.portal.operation.serving import Server, get


def check_site(server: Server, say: Callable[[str], None]) -> None:
    """The portal is ready, its start page comes in both languages, and its style sheets with it."""
    checks = json.loads(_page(server, "/-/ready"))
    if not checks["ready"]:
        raise OperationError(f"Das Portal ist nicht bereit: {checks}")
    for path, language in (("/", "de"), ("/en/", "en")):
        page = _page(server, path).decode()
        if f'<html lang="{language}"' not in page:
            raise OperationError(f"Die Startseite {path} sieht nicht aus wie erwartet.")
        for style in re.findall(r'<link rel="stylesheet" href="([^"]+)"', page):
            _page(server, style)
    say("Geprüft: Startseite auf Deutsch und Englisch, Stile, Datenbank.")


def _page(server: Server, path: str) -> bytes:
    try:
        return get(server, path)[1]
    except HTTPError as error:
        detail = f": {error.read().decode(errors='replace')}" if path.startswith("/-/") else ""
        raise OperationError(f"{path} antwortet mit {error.code}{detail}") from error
