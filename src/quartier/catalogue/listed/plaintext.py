"""Rich text of the export as plain text: tags out, paragraphs kept, no word changed (the licence forbids editing)."""

from __future__ import annotations

import html
import re

_CDATA = re.compile(r"^\s*<!\[CDATA\[(.*?)(?:\]\]>)?\s*$", re.DOTALL)
_BLOCK = re.compile(r"<(?:/(?:p|div|li|ul|ol|h[1-6]|tr|table|dd|dt)|br)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--.*?-->", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Soft hyphens and control characters: traces of the editor, not of the text."""


def plain(rich: str | None) -> str:
    """The text as people read it, one line a paragraph."""
    wrapped = _CDATA.match(rich or "")
    text = _TAG.sub("", _BLOCK.sub("\n", wrapped[1] if wrapped else rich or ""))
    return clean(html.unescape(text))


def clean(text: str | None) -> str:
    """Without invisible characters, spaces in a row and empty lines."""
    lines = (" ".join(line.split()) for line in _INVISIBLE.sub("", text or "").splitlines())
    return "\n".join(line for line in lines if line)
