"""What must hold for the whole project: small modules, nothing tied to one machine, every ignore explained.

Each test lists all offenders at once. What a tool checks already (layers, types, docstrings of functions) is left out.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "quartier"

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60

# Made by tools, never committed; `.gitignore` says the same to git.
UNCOMMITTED = {
    ".cache",
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".venv",
    "build",
    "dist",
    "node_modules",
    "var",
}
TEXT_SUFFIXES = {
    "",
    ".cfg",
    ".css",
    ".html",
    ".ini",
    ".js",
    ".json",
    ".lock",
    ".po",
    ".md",
    ".py",
    ".sh",
    ".toml",
    ".txt",
    ".yaml",
    ".yml",
}

# A folder of the code whose tests are elsewhere, with the reason.
TESTED_ELSEWHERE: dict[str, str] = {}


def modules() -> list[Path]:
    return [path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts]


def text_files() -> Iterator[Path]:
    for top in sorted(ROOT.iterdir()):
        if top.name in UNCOMMITTED:
            continue
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "vendor" not in path.parts and path.suffix in TEXT_SUFFIXES:
                yield path


def matching_lines(paths: Iterator[Path], pattern: re.Pattern[str]) -> list[str]:
    """Places as `file:line: text` for a line in which the pattern is found."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_modules_say_what_they_are_for() -> None:
    silent = [
        path for path in modules() if not (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip()
    ]

    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules()}

    assert {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MAX_FILE_LINES} == {}


def test_functions_stay_short() -> None:
    lengths = {
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert {place: n for place, n in lengths.items() if n > MAX_FUNCTION_LINES} == {}


def test_every_folder_of_the_code_has_its_tests() -> None:
    folders = {path.parent.relative_to(SOURCE) for path in modules()} - {Path()}
    untested = {folder.as_posix() for folder in folders if not any((ROOT / "tests" / folder).glob("test_*.py"))}

    assert sorted(untested - TESTED_ELSEWHERE.keys()) == []
    assert sorted(TESTED_ELSEWHERE.keys() - untested) == [], "has its tests now, or is gone: remove the exception"


def test_every_ignore_gives_its_reason() -> None:
    bare = re.compile(r"# (?:noqa(?:: ?[A-Z]+\d+(?:, ?[A-Z]+\d+)*)?|type: ignore(?:\[[\w, -]+\])?)\s*$")

    assert matching_lines((path for path in text_files() if path.suffix == ".py"), bare) == []


def test_nothing_names_a_path_of_one_machine() -> None:
    machine_path = re.compile(r"(?<![\w.~/-])/(?:home|opt|root|tmp|Users|work)/|\b[A-Z]:\\(?:Users|Windows)\\")

    assert matching_lines(text_files(), machine_path) == []


def test_lock_names_no_address() -> None:
    address = re.compile(r"://|file:|\S @ |--(?:extra-)?index-url|--find-links|--trusted-host")

    assert matching_lines(iter([ROOT / "requirements.lock"]), address) == []


def test_lock_pins_every_requirement_by_hash() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8"))[1:]

    assert [entry.split("\n")[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_lock_holds_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(name for extra in project["project"]["optional-dependencies"].values() for name in extra),
    ]
    locked = re.findall(
        r"^[a-z0-9][a-z0-9._-]*", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert sorted({re.split(r"[^\w.-]", name)[0].lower() for name in asked} - set(locked)) == [], "run `make lock`"
