"""The words of a page as they were written, for tests that look for whole sentences."""

from __future__ import annotations

import re

_LINK = re.compile(r'<a class="q-termlink" href="#begriff-[a-z-]+">([^<]*)</a>')


def without_term_links(page: str) -> str:
    """The HTML with each linked term as plain text again."""
    return _LINK.sub(r"\1", page)
