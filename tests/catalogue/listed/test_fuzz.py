"""Whatever stands in a file: it is read, or refused as bad input, and never anything else happens."""

import csv
import io
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quartier.catalogue.listed.cells import CellError, read_cell
from quartier.catalogue.listed.contract import COLUMNS, Column, Kind
from quartier.catalogue.listed.csvfile import read_csv
from quartier.catalogue.listed.xmlfile import read_xml
from quartier.catalogue.problems import BadInputError
from quartier.model.listed import Listing

SETTINGS = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
NAMES = [column.name for column in COLUMNS]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3)
)
CELLS = st.text(max_size=30) | JSON.map(str) | st.sampled_from(["", "[]", "[", '["zuschuss"]', '["\\ud800"]', "true"])


def attempt(read: Callable[[Path], object], name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        with suppress(BadInputError):
            read(path)


@SETTINGS
@given(st.binary(max_size=2000))
def test_any_bytes_as_a_table(content: bytes) -> None:
    attempt(read_csv, "a.csv", content)


@SETTINGS
@given(st.binary(max_size=500))
def test_any_bytes_below_the_header(content: bytes) -> None:
    attempt(read_csv, "a.csv", (",".join(NAMES) + "\r\n").encode() + content)


@SETTINGS
@given(st.lists(st.dictionaries(st.sampled_from(NAMES), CELLS, max_size=6), min_size=1, max_size=4), st.data())
def test_rows_with_any_cells(
    row: Callable[..., dict[str, str]], changes: list[Mapping[str, str]], data: st.DataObject
) -> None:
    names = data.draw(st.permutations(NAMES))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    for number, changed in enumerate(changes):
        cells = row(number, **changed)
        writer.writerow(cells[name].encode("utf-8", "replace").decode() for name in names)
    attempt(read_csv, "a.csv", text.getvalue().encode())


@SETTINGS
@given(st.data())
def test_a_table_cut_or_changed_anywhere(row: Callable[..., dict[str, str]], data: st.DataObject) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([NAMES, *([row(number)[name] for name in NAMES] for number in range(3))])
    content = bytearray(text.getvalue().encode())
    for _ in range(data.draw(st.integers(0, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    attempt(read_csv, "a.csv", bytes(content[: data.draw(st.integers(0, len(content)))]))


@SETTINGS
@given(st.sampled_from(list(Kind)), st.text(max_size=50) | CELLS)
def test_any_cell(kind: Kind, text: str) -> None:
    try:
        value = read_cell(Column("x", kind), text)
    except CellError:
        return
    assert text == "" or value is not None


@SETTINGS
@given(st.binary(max_size=1000))
def test_any_bytes_as_xml_or_zip(content: bytes) -> None:
    attempt(read_xml, "a.xml", content)
    attempt(read_xml, "a.zip", content)


@SETTINGS
@given(st.data())
def test_a_document_cut_or_changed_anywhere(make_offer: Callable[..., str], data: st.DataObject) -> None:
    content = bytearray(make_offer().encode())
    for _ in range(data.draw(st.integers(0, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    attempt(read_xml, "a.xml", bytes(content[: data.draw(st.integers(0, len(content)))]))


@SETTINGS
@given(st.dictionaries(st.sampled_from(["title", "description", "keywords", "license_info"]), st.text(max_size=30)))
def test_what_is_read_can_be_written_and_read_again(
    row: Callable[..., dict[str, str]], changes: dict[str, str]
) -> None:
    text = io.StringIO()
    writer = csv.writer(text)
    safe = {name: value.encode("utf-8", "replace").decode() for name, value in changes.items()}
    writer.writerows([NAMES, [row(**safe)[name] for name in NAMES]])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(text.getvalue(), encoding="utf-8", newline="")
        try:
            programmes = read_csv(path).programmes
        except BadInputError:
            return
    for programme in programmes:
        assert type(programme).model_validate_json(programme.model_dump_json().encode()) == programme
        assert "\n" not in programme.model_dump_json()
    assert Listing.model_fields.keys() == {"source", "programmes"}
