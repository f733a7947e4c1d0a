"""Workbooks as people upload them."""

from __future__ import annotations

import io

from openpyxl import Workbook


def xlsx(*rows: list[object]) -> bytes:
    """An XLSX file of one sheet with these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
