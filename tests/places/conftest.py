"""The built-in register, all Germany where the official file is at hand, and small files of its shape."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from quartier.catalogue.loading import built_in_folder
from quartier.places.importing import import_official
from quartier.places.register import Register, load_register
from quartier.places.states import STATES

ROOT = Path(__file__).resolve().parents[2]
PLACES = built_in_folder() / "places"

Line = list[object]
Build = Callable[..., Path]

HEAD: list[Line] = [
    ["Gemeinden in Deutschland nach Fläche, Bevölkerung und Postleitzahl am 31.12.2025 (Jahr)"],
    [],
    [
        *["Satz-art", "Text-kenn-zeichen", "Amtlicher Regionalschlüssel (ARS)", *[None] * 4, "Gemeindename"],
        *["Fläche km2 1)", "Bevölkerung auf Grundlage des Zensus 20222)", None, None, None, "Postleit-zahl3)"],
    ],
    [None, None, "Land", "RB", "Kreis", "VB", "Gem", None, None, "insgesamt", "männlich", "weiblich", "je km2", None],
    [None, None, "Gebietsstand am 31.12.2025 (Jahr)", *[None] * 6, "am 31.12.2024 (Jahr)"],
    [],
]
FOOT: list[Line] = [[], ["© Daten"], ["     Statistisches Bundesamt (Destatis), 2026"]]


def state_lines(state: str) -> list[Line]:
    """A state with one county, one association and one municipality."""
    name = STATES[state].name
    key: Line = [state, "1", "01"]
    return [
        ["10", None, state, None, None, None, None, name],
        ["20", None, state, "1", None, None, None, "Reg.-Bez. " + name],
        ["40", "44", *key, None, None, f"{name}, Landkreis"],
        ["50", "50", *key, "0001", None, f"{name}, Stadt"],
        ["60", "63", *key, "0001", "001", f"{name}, Stadt", 12.34, 1001, 500, 501, 81, f"{state}123"],
    ]


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register(PLACES)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test data beside the repository, which is not part of it."""
    return ROOT.parent / "shared"


@pytest.fixture(scope="session")
def official(shared: Path) -> Path:
    """The official file of the fourth quarter of 2024."""
    file = shared / "data" / "quellen" / "AuszugGV4QAktuell_2024.xlsx"
    if not file.is_file():
        pytest.skip("../shared/data/quellen/AuszugGV4QAktuell_2024.xlsx is missing")
    return file


@pytest.fixture(scope="session")
def national(official: Path, tmp_path_factory: pytest.TempPathFactory) -> Register:
    """The register of all Germany, imported from the official file."""
    folder = tmp_path_factory.mktemp("places")
    import_official(official, folder)
    return load_register(folder)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Write a file of the official shape; `change` gets all lines and may spoil them."""

    def write(change: Callable[[list[Line]], object] = lambda _: None, sheet: str = "31122025") -> Path:
        lines = [list(line) for line in HEAD]
        lines += [line for state in STATES for line in state_lines(state)]
        lines += [list(line) for line in FOOT]
        change(lines)
        book = Workbook()
        active = book.active
        assert active is not None
        active.title = f"Onlineprodukt_Gemeinden{sheet}"
        for line in lines:
            active.append(line)
        path = tmp_path / "official.xlsx"
        book.save(path)
        return path

    return write
