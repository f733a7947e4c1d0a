"""Rich text of the export as plain text: tags out, paragraphs kept, no word changed (the licence forbids editing)."""

from __future__ import annotations

import html
import re

_OPEN, _CLOSE = "<![CDATA[", "]]>"
_BLOCK = re.compile(r"<(?:/(?:p|div|li|ul|ol|h[1-6]|tr|table|dd|dt)|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_INVISIBLE = re.compile("[\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Soft hyphens and control characters: traces of the editor, not of the text."""


def plain(rich: str | None) -> str:
    """The text as people read it, one line a paragraph."""
    bare = (rich or "").strip().removeprefix(_OPEN).removesuffix(_CLOSE)
    text = _TAG.sub("", _BLOCK.sub("\n", _without_comments(bare)))
    return clean(html.unescape(text))


def _without_comments(markup: str) -> str:
    """In one pass: a pattern would search to the end for every comment that is never closed."""
    first, *others = markup.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else f"<!--{part}" for part in others)


def clean(text: str | None) -> str:
    """Without invisible characters, spaces in a row and empty lines."""
    lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", text or "").splitlines())
    return "\n".join(line for line in lines if line)
