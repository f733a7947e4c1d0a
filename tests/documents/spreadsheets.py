"""Reads our workbooks with other eyes: LibreOffice calculates every formula anew, openpyxl reads the result."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is missing (`soffice`): nobody else here recalculates a spreadsheet",
)


def recalculated(content: bytes, folder: Path, change: Callable[[Workbook], object] | None = None) -> Workbook:
    """The workbook with values as LibreOffice calculates them, after a change somebody made.

    openpyxl drops the values we wrote beside the formulas, so that LibreOffice has to calculate all of them.
    """
    book = load_workbook(io.BytesIO(content))
    if change is not None:
        change(book)
    (folder / "in").mkdir()
    book.save(folder / "in" / "book.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    convert = ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(folder / "in" / "book.xlsx")]
    subprocess.run([*command, *convert], check=True, capture_output=True, timeout=180)  # noqa: S603 - our own file
    return load_workbook(folder / "out" / "book.xlsx", data_only=True)


def as_written(content: bytes) -> Workbook:
    """The workbook with the values we wrote beside the formulas."""
    return load_workbook(io.BytesIO(content), data_only=True)


def cells(book: Workbook) -> dict[tuple[str, str], object]:
    """All values by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def cents(value: object) -> int:
    """The cents of an amount of euros as a spreadsheet has it."""
    assert isinstance(value, int | float), value
    return round(value * 100)


def table(book: Workbook, name: str, head: int = 5) -> list[dict[str, object]]:
    """The rows of a sheet below its heading, until the first empty row, by the titles of the columns."""
    sheet = book[name]
    titles = [str(cell.value) for cell in sheet[head]]
    rows: list[dict[str, object]] = []
    for row in sheet.iter_rows(min_row=head + 1, values_only=True):
        if all(value in {None, ""} for value in row):
            break
        rows.append(dict(zip(titles, row, strict=True)))
    return rows
